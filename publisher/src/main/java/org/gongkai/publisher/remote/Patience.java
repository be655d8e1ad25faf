package org.gongkai.publisher.remote;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits at the start for another process that is starting, too, and says what it waits for. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * Asks what is in the way until nothing is.
     *
     * @param obstacle what is in the way, in a sentence; null if nothing is
     * @throws Misconfigured with the last obstacle, when patience ends
     */
    void untilNot(Supplier<@Nullable String> obstacle) {
        long started = System.nanoTime();
        String before = null;
        for (String now = obstacle.get(); now != null; now = obstacle.get()) {
            if (System.nanoTime() - started >= limit.toNanos()) {
                throw new Misconfigured(
                        "%s. Waited %d s for it (gongkai.publisher.patience)"
                                .formatted(now, limit.toSeconds()));
            }
            if (!now.equals(before)) {
                LOG.warn("Waiting: {}", now);
                before = now;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Misconfigured("Interrupted at the start");
        }
    }
}
