package org.gongkai.search.load;

import java.util.Arrays;

/**
 * How long each of many questions took.
 *
 * @param sorted nanoseconds
 * @param seconds from the first question to the last answer
 */
record Timings(long[] sorted, double seconds) {

    static Timings of(long[] nanoseconds, double seconds) {
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        return new Timings(sorted, seconds);
    }

    double milliseconds(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))] / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms, slowest %.1f ms, %.0f a second"
                .formatted(
                        milliseconds(0.50),
                        milliseconds(0.99),
                        sorted[sorted.length - 1] / 1e6,
                        sorted.length / seconds);
    }
}
