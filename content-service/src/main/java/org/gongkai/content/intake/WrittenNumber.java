package org.gongkai.content.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number says that is written before a paragraph, for programs that know no lists.
 *
 * @param kind of list, as {@link ListNesting#item} has it; empty if no list of HTML counts so
 */
record WrittenNumber(String kind, int value) {
    static final WrittenNumber NONE = new WrittenNumber("", 0);

    private static final Pattern NUMBER =
            Pattern.compile("(\\d{1,5}|[A-Za-z]{1,6}|[一二三四五六七八九十百]{1,5})[.、．)）]");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    static WrittenNumber of(String mark, WrittenNumber last) {
        Matcher number = NUMBER.matcher(mark);
        if (!number.matches()) {
            boolean bullet = mark.length() <= 1 && !mark.matches("[0-9〇一二三四五六七八九十]");
            return new WrittenNumber(bullet ? "ul" : "", 0);
        }
        String digits = number.group(1);
        if (digits.matches("\\d+")) {
            return new WrittenNumber("1", Integer.parseInt(digits));
        }
        if (digits.matches("[一二三四五六七八九十百]+")) {
            return counted("han", "chineseCounting", digits);
        }
        boolean lower = Character.isLowerCase(digits.charAt(0));
        String letter = lower ? "a" : "A";
        int place = LETTERS.indexOf(Character.toLowerCase(digits.charAt(0))) + 1;
        boolean next = last.kind().equals(letter) && last.value() + 1 == place;
        if (digits.length() == 1 && (next || "ivx".indexOf(LETTERS.charAt(place - 1)) < 0)) {
            return new WrittenNumber(letter, place);
        }
        return counted(lower ? "i" : "I", lower ? "lowerRoman" : "upperRoman", digits);
    }

    private static WrittenNumber counted(String kind, String format, String digits) {
        for (int value = 1; value < 1000; value++) {
            if (Numerals.of(format, value).equals(digits)) {
                return new WrittenNumber(kind, value);
            }
        }
        return new WrittenNumber("", 0);
    }

    /** The same as if it had been counted. */
    WordNumbering.Marker marker(String mark) {
        return new WordNumbering.Marker(kind, value, mark);
    }
}
