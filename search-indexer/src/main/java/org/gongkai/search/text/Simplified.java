package org.gongkai.search.text;

import com.hankcs.hanlp.HanLP;

import java.util.ArrayList;
import java.util.List;

/**
 * Traditional characters as simplified ones, each alone: no phrase is looked at, so every character
 * keeps its place in the text.
 *
 * <p>Characters outside the basic plane stay as they are. Thread-safe.
 */
public final class Simplified {
    private static final int FIRST = 0x3400;
    private static final int LAST = 0x9FFF;
    private static final char[] SIMPLE = characters();

    private Simplified() {}

    public static String of(String text) {
        char[] simple = text.toCharArray();
        for (int i = 0; i < simple.length; i++) {
            simple[i] = simple(simple[i]);
        }
        return new String(simple);
    }

    /** Every character that changes, as {@code 繁 => 简}, in the order of the characters. */
    public static List<String> table() {
        List<String> table = new ArrayList<>();
        for (int c = FIRST; c <= LAST; c++) {
            if (simple((char) c) != c) {
                table.add((char) c + " => " + simple((char) c));
            }
        }
        return table;
    }

    private static char simple(char c) {
        return c >= FIRST && c <= LAST ? SIMPLE[c - FIRST] : c;
    }

    private static char[] characters() {
        char[] simple = new char[LAST - FIRST + 1];
        for (int c = FIRST; c <= LAST; c++) {
            simple[c - FIRST] = converted((char) c);
        }
        return simple;
    }

    /** Some simple forms have a simpler one in turn. */
    private static char converted(char c) {
        String simple = HanLP.convertToSimplifiedChinese(String.valueOf(c));
        boolean changed = simple.length() == 1 && simple.charAt(0) != c;
        return changed ? converted(simple.charAt(0)) : c;
    }
}
