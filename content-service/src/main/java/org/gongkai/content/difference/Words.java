package org.gongkai.content.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into what people see change as a whole. Chinese has no spaces between words and the
 * class path no dictionary, so each Chinese character stands for itself, and {@link Cleanup} joins
 * what reads better together; numbers in Chinese or other digits, words of other scripts and runs
 * of blanks are one piece each.
 */
final class Words {
    private static final String CHINESE_DIGITS = "〇零一二三四五六七八九十百千万亿两廿卅";

    private Words() {}

    private enum Sort {
        BLANK,
        WORD,
        NUMERAL,
        SINGLE,
        JOINED
    }

    /** The pieces of plain text; together they are the text. */
    static List<Token> of(String text) {
        List<Token> words = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start);
            words.add(Token.word(text.substring(start, end)));
            start = end;
        }
        return words;
    }

    /** Where the piece that starts here ends. */
    static int end(String text, int start) {
        int first = text.codePointAt(start);
        Sort sort = sort(first);
        int end = start + Character.charCount(first);
        while (end < text.length()) {
            int next = text.codePointAt(end);
            Sort after = sort(next);
            boolean goesOn =
                    after == Sort.JOINED
                            || (after == sort && sort != Sort.SINGLE)
                            || (sort == Sort.WORD && decimalMark(text, end));
            if (!goesOn) {
                break;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    /** A point or comma between two digits. */
    private static boolean decimalMark(String text, int at) {
        return (text.charAt(at) == '.' || text.charAt(at) == ',')
                && Character.isDigit(text.charAt(at - 1))
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1));
    }

    private static Sort sort(int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return Sort.BLANK;
        }
        if (CHINESE_DIGITS.indexOf(c) >= 0) {
            return Sort.NUMERAL;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || c == 0x200D) { // zero width joiner
            return Sort.JOINED;
        }
        if (!Character.isLetterOrDigit(c)) {
            return Sort.SINGLE;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN, YI -> Sort.SINGLE;
            default -> Sort.WORD;
        };
    }
}
