package org.gongkai.publisher.picture;

import java.time.Duration;

/** Breaks off what takes too long, or what its thread is to give up. For one thread. */
final class Watch {
    private final long started = System.nanoTime();
    private final Duration patience;

    Watch(Duration patience) {
        this.patience = patience;
    }

    /** Whether to go on is of no use. */
    boolean over() {
        return Thread.currentThread().isInterrupted()
                || System.nanoTime() - started > patience.toNanos();
    }

    /**
     * Goes on or not.
     *
     * @throws PictureRefused if it is over
     */
    void check() {
        if (over()) {
            throw new PictureRefused(
                    PictureRefused.Reason.TOO_LONG,
                    Thread.currentThread().isInterrupted()
                            ? "is not read any further, because reading it was broken off: send it again"
                            : "took longer to read than %d seconds: save it anew, or make it smaller"
                                    .formatted(patience.toSeconds()));
        }
    }
}
