package org.gongkai.content.html;

/**
 * Which characters text may hold, and what becomes of white space. Nothing is normalised otherwise:
 * the letters that were written are the letters that are approved.
 */
final class CleanText {
    private CleanText() {}

    /**
     * The text without characters that nobody sees and that only do harm: controls other than tab
     * and line feed, direction overrides, zero-width fillers, soft hyphens, tags, non-characters,
     * halves of surrogate pairs. Every kind of line end becomes a line feed.
     */
    static String characters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i >= text.length() || text.charAt(i) != '\n') {
                    out.append('\n');
                }
            } else if (c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C) {
                out.append('\n');
            } else if (!harmful(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean harmful(int c) {
        return (c < 0x20 && c != '\t' && c != '\n')
                || (c >= 0x7F && c <= 0x9F)
                || c == 0xAD
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0xD800 && c <= 0xDFFF)
                || (c >= 0xFDD0 && c <= 0xFDEF)
                || (c & 0xFFFE) == 0xFFFE
                || (c >= 0xE0000 && c <= 0xE007F);
    }

    /** The white space of HTML, which collapses. */
    static boolean collapses(int c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    /**
     * What only indents when it stands at an end of a paragraph; the ideographic space above all.
     */
    static boolean blank(int c) {
        return collapses(c) || c == 0xA0 || Character.isSpaceChar(c);
    }

    /** Whether a line that ends or starts with this character is joined without a space. */
    static boolean joinsWithoutSpace(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
            default -> (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || quote(c);
        };
    }

    private static boolean quote(int c) {
        return c == '“' || c == '”' || c == '‘' || c == '’' || c == '—' || c == '…';
    }

    /** One line: white space collapsed, ends stripped. */
    static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        String clean = characters(text);
        for (int i = 0; i < clean.length(); ) {
            int c = clean.codePointAt(i);
            i += Character.charCount(c);
            if (blank(c)) {
                space = true;
            } else {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** The longest start of the text that has at most so many UTF-16 units and whole characters. */
    static String atMost(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).stripTrailing();
    }
}
