package org.gongkai.content.media;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads hostile files: so many at once, each in a thread of its own that is given up when its time
 * is over. A thread that was given up keeps its place until it ends, so that runaways cannot pile
 * up. Thread-safe.
 */
public final class BoundedReading {
    private static final long STACK = 4L << 20;

    private final Semaphore places;
    private final Duration timeout;

    public BoundedReading(int atOnce, Duration timeout) {
        this.places = new Semaphore(atOnce, true);
        this.timeout = timeout;
    }

    /**
     * Reads.
     *
     * @throws FileRefused if it takes too long or cannot be read
     */
    public <T> T read(String name, Callable<T> reading) {
        FutureTask<T> task = new FutureTask<>(reading);
        try {
            if (!places.tryAcquire(timeout.toMillis() * 2, TimeUnit.MILLISECONDS)) {
                throw new FileRefused(
                        FileRefused.Reason.TOO_COMPLEX,
                        "“%s” waited too long behind other files. Send it again.".formatted(name));
            }
            start(name, task);
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” could not be read within %d seconds. Save it again as docx or PDF, or split it."
                            .formatted(name, timeout.toSeconds()));
        } catch (ExecutionException e) {
            throw unwrapped(name, e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading “%s” was interrupted".formatted(name), e);
        }
    }

    private void start(String name, FutureTask<?> task) {
        Runnable inItsPlace =
                () -> {
                    try {
                        task.run();
                    } finally {
                        places.release();
                    }
                };
        Thread thread = new Thread(null, inItsPlace, "reading " + name, STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private static RuntimeException unwrapped(String name, @Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException known -> known;
            case StackOverflowError e -> tooDeep(name);
            case OutOfMemoryError e -> tooDeep(name);
            case null, default ->
                    new FileRefused(
                            FileRefused.Reason.UNREADABLE,
                            "“%s” cannot be read (%s). Open it in the program that made it and save it again."
                                    .formatted(name, cause));
        };
    }

    private static FileRefused tooDeep(String name) {
        return new FileRefused(
                FileRefused.Reason.TOO_COMPLEX,
                "“%s” is nested too deeply to be read. Simplify it.".formatted(name));
    }
}
