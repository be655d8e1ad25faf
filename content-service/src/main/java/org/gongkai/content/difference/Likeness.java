package org.gongkai.content.difference;

import java.util.Arrays;

/**
 * What a block looks like, to find it again after it was edited: its pairs of neighbouring words,
 * as hash codes. Pairs, because single Chinese characters are much the same in any two texts.
 *
 * @param pairs in ascending order; a pair that occurs twice stands twice
 * @param words how many words it has
 */
record Likeness(int[] pairs, int words) {

    static Likeness of(Blocks.Block block) {
        int[] pairs = new int[16];
        int size = 0;
        int previous = 0;
        for (Token token : Markup.tokens(block.source())) {
            String said =
                    token.tag()
                            ? Markup.attribute(token.source(), "src")
                            : token.blankOrMark() ? "" : token.source();
            if (!said.isEmpty()) {
                int word = said.hashCode();
                pairs = size + 2 > pairs.length ? Arrays.copyOf(pairs, size * 2) : pairs;
                pairs[size++] = 31 * previous + word;
                previous = word;
            }
        }
        int words = size;
        pairs[size++] = 31 * previous;
        int[] sorted = Arrays.copyOf(pairs, size);
        Arrays.sort(sorted);
        return new Likeness(sorted, words);
    }

    /** From 0, nothing in common, to 1: the coefficient of Dice (1945) of the pairs. */
    double to(Likeness other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < pairs.length && j < other.pairs.length) {
            int order = Integer.compare(pairs[i], other.pairs[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return 2.0 * common / (pairs.length + other.pairs.length);
    }
}
