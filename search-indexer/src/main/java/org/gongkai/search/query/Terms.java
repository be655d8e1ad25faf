package org.gongkai.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A reader's text taken apart: words, {@code "phrases"} that must stand as they are, and {@code
 * -exclusions} that must not. Quotation marks may be Chinese ones; titles in 《》 are words. There is
 * no other syntax, and no text that is wrong.
 *
 * @param words separated by blanks; empty if there are none
 * @param phrases at most eight; further ones are words
 * @param excluded at most eight; further ones are left out
 */
record Terms(String words, List<String> phrases, List<String> excluded) {
    private static final int MOST = 8;
    private static final Map<Character, String> QUOTES =
            Map.of('"', "\"", '“', "”“", '”', "”“", '＂', "＂", '「', "」", '『', "』");
    private static final String MINUS = "-－−";

    Terms {
        phrases = List.copyOf(phrases);
        excluded = List.copyOf(excluded);
    }

    /**
     * @param text as {@link Question#words} leaves it
     */
    static Terms of(String text) {
        List<String> words = new ArrayList<>();
        List<String> phrases = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            boolean excludes = excludes(text, i);
            int from = excludes ? i + 1 : i;
            int end = closing(text, from);
            boolean quoted = end > 0;
            int start = quoted ? from + 1 : from;
            int stop = quoted ? end : wordEnd(text, from);
            String piece = text.substring(start, stop).strip();
            if (sayable(piece)) {
                (excludes ? excluded : quoted && phrases.size() < MOST ? phrases : words)
                        .add(piece);
            }
            i = quoted ? stop + 1 : Math.max(stop, i + 1);
        }
        return new Terms(
                String.join(" ", words),
                phrases,
                excluded.subList(0, Math.min(MOST, excluded.size())));
    }

    /** Whether there is something to look for, beside what to leave out. */
    boolean empty() {
        return words.isEmpty() && phrases.isEmpty();
    }

    /** All that must be there, without its quotation marks. */
    String wanted() {
        return words.isEmpty() ? String.join(" ", phrases) : words;
    }

    /** The same question about other words, as a reader would write it. */
    String with(String otherWords) {
        StringBuilder text = new StringBuilder(otherWords);
        phrases.forEach(phrase -> text.append(" \"").append(phrase).append('"'));
        excluded.forEach(piece -> text.append(" -\"").append(piece).append('"'));
        return text.toString().strip();
    }

    /** A minus before something, after nothing: never that inside 5G-A or 2020-05-15. */
    private static boolean excludes(String text, int i) {
        return MINUS.indexOf(text.charAt(i)) >= 0
                && (i == 0 || text.charAt(i - 1) == ' ')
                && i + 1 < text.length()
                && text.charAt(i + 1) != ' '
                && MINUS.indexOf(text.charAt(i + 1)) < 0;
    }

    /** Where the quotation that begins here ends; 0 if none begins, or it does not end. */
    private static int closing(String text, int from) {
        String marks = QUOTES.get(text.charAt(from));
        if (marks != null) {
            for (int i = from + 1; i < text.length(); i++) {
                if (marks.indexOf(text.charAt(i)) >= 0) {
                    return i;
                }
            }
        }
        return 0;
    }

    /** The next blank or quotation. */
    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != ' ') {
            i++;
            if (i < text.length() && closing(text, i) > 0) {
                return i;
            }
        }
        return i;
    }

    /** Not punctuation alone, of which the index holds nothing. */
    private static boolean sayable(String text) {
        return text.codePoints()
                .anyMatch(
                        c ->
                                Character.isLetterOrDigit(c)
                                        || Character.getType(c) == Character.OTHER_SYMBOL);
    }
}
