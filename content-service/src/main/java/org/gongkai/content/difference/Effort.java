package org.gongkai.content.difference;

/**
 * How many comparisons the search for what two texts have in common may take, for one pair of
 * sequences and for all of one difference. Not thread-safe; one per difference.
 */
final class Effort {
    private static final int MOST_IN_ALL = 12_000_000;
    private static final int MOST_FOR_ONE = 3_000_000;

    private int left = MOST_IN_ALL;
    private int leftForThis;

    /** The search went too far; whoever began it takes a coarser result. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exceeded() {
            super("too many comparisons", null, false, false);
        }
    }

    private static final Exceeded EXCEEDED = new Exceeded();

    /**
     * Begins a search in sequences of these lengths, which takes at least the square of half their
     * difference.
     *
     * @throws Exceeded if that is too many
     */
    void begin(int first, int second) {
        leftForThis = Math.min(MOST_FOR_ONE, left);
        long half = Math.abs(first - second) / 2;
        if (half * half > leftForThis) {
            throw EXCEEDED;
        }
    }

    /**
     * @throws Exceeded if this was one too many
     */
    void compare() {
        left--;
        leftForThis--;
        if (leftForThis < 0) {
            throw EXCEEDED;
        }
    }
}
