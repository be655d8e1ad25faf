package org.gongkai.content.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * When a delivery that failed is tried again. With the default settings: after 30 s, 2.5 min, 12.5
 * min, 1 h, 5 h, 8 h and 8 h, so that a receiver may be away for most of a day.
 */
record Backoff(int tries, Duration first, Duration longest) {
    private static final int FACTOR = 5;
    private static final double JITTER = 0.1;

    /**
     * The pause after a try that failed; empty if it was the last.
     *
     * @param done how many tries there were
     * @param chance from 0 to 1; makes the pause up to a tenth longer, so that what failed together
     *     is not tried again together
     */
    Optional<Duration> after(int done, double chance) {
        if (done >= tries) {
            return Optional.empty();
        }
        Duration pause = first;
        for (int i = 1; i < done && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(FACTOR);
        }
        Duration capped = pause.compareTo(longest) < 0 ? pause : longest;
        return Optional.of(capped.plusMillis((long) (capped.toMillis() * JITTER * chance)));
    }
}
