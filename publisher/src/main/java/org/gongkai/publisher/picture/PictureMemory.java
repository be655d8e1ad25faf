package org.gongkai.publisher.picture;

import java.util.concurrent.Semaphore;

/**
 * The memory of decoded pictures, and the processors that decode: shared by everything in a process
 * that decodes. Whoever wants to takes its share first and waits for it in turn, so that fifty
 * pictures at once need no more than a few. Thread-safe.
 */
public final class PictureMemory {
    private static final int UNIT = 1 << 10;

    private final long bytes;
    private final Semaphore units;
    private final Semaphore processors;

    /**
     * @param bytes what all decoded pictures have at most; never more than half of the heap
     */
    public PictureMemory(long bytes) {
        this(
                Math.min(bytes, Runtime.getRuntime().maxMemory() / 2),
                Runtime.getRuntime().availableProcessors());
    }

    PictureMemory(long bytes, int atOnce) {
        this.bytes = bytes;
        this.units = new Semaphore(units(bytes), true);
        this.processors = new Semaphore(atOnce, true);
    }

    /** What one picture can have at most. */
    long bytes() {
        return bytes;
    }

    /** What nobody has taken. */
    long free() {
        return (long) units.availablePermits() * UNIT;
    }

    /**
     * Waits for a share.
     *
     * @param wanted no more than {@link #bytes}
     */
    Share take(long wanted) throws InterruptedException {
        int share = units(wanted);
        processors.acquire();
        try {
            units.acquire(share);
        } catch (InterruptedException e) {
            processors.release();
            throw e;
        }
        return new Share(share);
    }

    private static int units(long bytes) {
        return Math.toIntExact(bytes / UNIT);
    }

    /** A share; closing gives it back. */
    final class Share implements AutoCloseable {
        private final int units;

        private Share(int units) {
            this.units = units;
        }

        @Override
        public void close() {
            PictureMemory.this.units.release(units);
            processors.release();
        }
    }
}
