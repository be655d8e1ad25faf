package org.gongkai.publisher.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Names of elements and attributes as numbers, so that a scan compares them without making strings.
 * Up to eight ASCII letters, in any case, have a number of their own. Longer and other names share
 * numbers, which are negative: they tell names apart only where a mistake does no harm.
 */
final class TagName {
    private static final int EXACT = 8;

    private TagName() {}

    static long of(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        return of(ascii, 0, ascii.length);
    }

    static long of(byte[] html, int from, int to) {
        long number = 0;
        boolean exact = to - from <= EXACT;
        for (int at = from; at < Math.min(to, from + EXACT); at++) {
            byte letter = html[at];
            exact &= letter > 0;
            number = number << 8 | lower(letter) & 0xFF;
        }
        return exact ? number : number | Long.MIN_VALUE;
    }

    /** A set of names, to look them up by {@link #isIn}. */
    static long[] set(String... names) {
        return Stream.of(names).mapToLong(TagName::of).sorted().toArray();
    }

    static boolean isIn(long[] set, long name) {
        return Arrays.binarySearch(set, name) >= 0;
    }

    static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
    }

    static boolean isSame(byte[] html, int from, int to, int otherFrom, int otherTo) {
        if (to - from != otherTo - otherFrom) {
            return false;
        }
        for (int at = 0; at < to - from; at++) {
            if (lower(html[from + at]) != lower(html[otherFrom + at])) {
                return false;
            }
        }
        return true;
    }
}
