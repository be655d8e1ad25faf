package org.gongkai.search.text;

/** How far one character is from another that somebody typed for it, by their sounds. */
public final class Fuzzy {
    private static final double SAME_SOUND = 0.2;
    private static final double LIKE_SOUND = 0.4;

    private Fuzzy() {}

    /**
     * @param syllable {@code ""} for what is not read
     * @return 0.2 for the same sound, 0.4 for those that many speakers do not tell apart (z and zh,
     *     n and l, in and ing), 1 otherwise
     */
    public static double distance(String syllable, String other) {
        if (syllable.isEmpty() || other.isEmpty()) {
            return 1;
        }
        if (syllable.equals(other)) {
            return SAME_SOUND;
        }
        return spoken(syllable).equals(spoken(other)) ? LIKE_SOUND : 1;
    }

    private static String spoken(String syllable) {
        String spoken = syllable.replaceFirst("^([zcs])h", "$1").replaceFirst("^l", "n");
        return spoken.replaceFirst("([aei]n)g$", "$1");
    }
}
