package org.gongkai.search.load;

import java.util.List;

/**
 * How long each of many questions took.
 *
 * @param sorted nanoseconds
 * @param seconds from the first question to the last answer
 */
record Timings(List<Long> sorted, double seconds) {

    Timings {
        sorted = sorted.stream().sorted().toList();
    }

    double milliseconds(double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.round(share * sorted.size())))
                / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms, slowest %.1f ms, %.0f a second"
                .formatted(
                        milliseconds(0.50),
                        milliseconds(0.99),
                        sorted.getLast() / 1e6,
                        sorted.size() / seconds);
    }
}
