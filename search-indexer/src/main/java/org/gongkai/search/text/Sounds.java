package org.gongkai.search.text;

import java.util.List;
import java.util.Optional;

/**
 * A short text with its sounds, to find what somebody meant who typed characters of the same or a
 * like sound, or missed one. Immutable.
 *
 * @param characters code points
 * @param syllables one for each; {@code ""} for what is not read
 * @param spoken the same without what many speakers do not tell apart (z and zh, n and l, in and
 *     ing)
 */
public record Sounds(List<Integer> characters, List<String> syllables, List<String> spoken) {
    private static final double SAME_SOUND = 0.2;
    private static final double LIKE_SOUND = 0.4;
    private static final double OTHER = 1;

    /** A piece of a text and how far it is from what was typed: 0 for the same. */
    public record Piece(String text, double distance) {}

    public Sounds {
        characters = List.copyOf(characters);
        syllables = List.copyOf(syllables);
        spoken = List.copyOf(spoken);
    }

    public static Sounds of(String text, Syllables syllables) {
        List<String> read = syllables.of(text);
        return new Sounds(
                Simplified.of(text).codePoints().map(Character::toLowerCase).boxed().toList(),
                read,
                read.stream().map(Sounds::spoken).toList());
    }

    /**
     * What costs least to become this, of all pieces of another text; of these the longest as
     * typed.
     */
    public Optional<Piece> nearestIn(String text, Syllables reader) {
        Sounds other = of(text, reader);
        int width = other.characters.size();
        double[][] cost = new double[characters.size() + 1][width + 1];
        int[][] start = new int[characters.size() + 1][width + 1];
        for (int j = 0; j <= width; j++) {
            start[0][j] = j;
        }
        for (int i = 1; i <= characters.size(); i++) {
            cost[i][0] = i;
            for (int j = 1; j <= width; j++) {
                step(other, cost, start, i, j);
            }
        }
        return best(text, cost[characters.size()], start[characters.size()]);
    }

    /** A character for another, one too many, one too few: whichever costs least. */
    private void step(Sounds other, double[][] cost, int[][] start, int i, int j) {
        double replaced = cost[i - 1][j - 1] + distance(i - 1, other, j - 1);
        double added = cost[i - 1][j] + OTHER;
        double missed = cost[i][j - 1] + OTHER;
        if (replaced <= added && replaced <= missed) {
            cost[i][j] = replaced;
            start[i][j] = start[i - 1][j - 1];
        } else if (added <= missed) {
            cost[i][j] = added;
            start[i][j] = start[i - 1][j];
        } else {
            cost[i][j] = missed;
            start[i][j] = start[i][j - 1];
        }
    }

    private Optional<Piece> best(String text, double[] cost, int[] start) {
        int end = 0;
        for (int j = 1; j < cost.length; j++) {
            boolean nearer = cost[j] < cost[end] - 1e-9;
            boolean asNear = cost[j] < cost[end] + 1e-9;
            if (nearer || (asNear && differs(start[j], j) < differs(start[end], end))) {
                end = j;
            }
        }
        if (end == start[end]) {
            return Optional.empty();
        }
        String piece =
                text.substring(
                        text.offsetByCodePoints(0, start[end]), text.offsetByCodePoints(0, end));
        return Optional.of(new Piece(piece, cost[end]));
    }

    /** By how many characters a piece is longer or shorter than what was typed. */
    private int differs(int from, int to) {
        return Math.abs(to - from - characters.size());
    }

    private double distance(int i, Sounds other, int j) {
        if (characters.get(i).equals(other.characters.get(j))) {
            return 0;
        }
        String syllable = syllables.get(i);
        if (syllable.isEmpty() || other.syllables.get(j).isEmpty()) {
            return OTHER;
        }
        if (syllable.equals(other.syllables.get(j))) {
            return SAME_SOUND;
        }
        return spoken.get(i).equals(other.spoken.get(j)) ? LIKE_SOUND : OTHER;
    }

    private static String spoken(String syllable) {
        return syllable.replaceFirst("^([zcs])h", "$1")
                .replaceFirst("^l", "n")
                .replaceFirst("([aei]n)g$", "$1");
    }
}
