package org.gongkai.search.elasticsearch;

import org.gongkai.search.Applied;
import org.gongkai.search.SearchUnavailable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A few bulks under way at once, for one writer. While as many are, the writer waits and its source
 * is not read: that bounds the memory, however large the source. After {@link #close} none runs.
 */
final class BulksInFlight implements AutoCloseable {
    private static final int MOST = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<Applied>> open = new ArrayDeque<>();
    private Applied applied = Applied.NOTHING;

    void start(Callable<Applied> bulk) {
        if (open.size() == MOST) {
            awaitOldest();
        }
        open.add(threads.submit(bulk));
    }

    Applied await() {
        while (!open.isEmpty()) {
            awaitOldest();
        }
        return applied;
    }

    private void awaitOldest() {
        try {
            applied = applied.plus(open.remove().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable("waiting for writes", e);
        }
    }

    /** Waits for what is under way: a request that was sent cannot be called back. */
    @Override
    public void close() {
        threads.close();
    }
}
