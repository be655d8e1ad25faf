package org.gongkai.content.publishing;

import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseReport;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Has releases made one at a time. Whoever asks while one waits to start joins it and gets its
 * report; whoever asks while one runs waits for the next, because the running one may have read the
 * content before. So nobody waits for more than two, a withdrawal neither. Thread-safe.
 */
final class ReleaseQueue implements AutoCloseable {
    private final Function<String, ReleaseReport> making;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("releases").factory());
    private @Nullable Waiting waiting;
    private volatile boolean closing;

    /**
     * @param making makes a release for whoever asked for it
     */
    ReleaseQueue(Function<String, ReleaseReport> making) {
        this.making = making;
    }

    private record Waiting(Set<String> requestedBy, CompletableFuture<ReleaseReport> report) {}

    /**
     * An answer to come.
     *
     * @param first whether nobody asked for the same release in the same words before
     * @param report fails as the release does
     */
    record Asked(boolean first, CompletableFuture<ReleaseReport> report) {}

    /**
     * @param requestedBy as the record of the release will say it, beside others who joined
     */
    synchronized Asked ask(String requestedBy) {
        if (closing) {
            return new Asked(true, CompletableFuture.failedFuture(ending()));
        }
        Waiting next = waiting;
        if (next == null) {
            Waiting fresh = new Waiting(new LinkedHashSet<>(), new CompletableFuture<>());
            worker.execute(() -> run(fresh));
            waiting = fresh;
            next = fresh;
        }
        return new Asked(next.requestedBy().add(requestedBy), next.report());
    }

    private void run(Waiting next) {
        String requestedBy = start(next);
        try {
            if (closing) {
                throw ending();
            }
            next.report().complete(making.apply(requestedBy));
        } catch (RuntimeException | Error e) {
            next.report().completeExceptionally(e);
        }
    }

    /** From here on nobody joins it any more. */
    private synchronized String start(Waiting next) {
        waiting = null;
        return String.join(", ", next.requestedBy());
    }

    /** Lets the running release end; the one that waits is not made. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        worker.close();
    }

    private static ReleaseFailed ending() {
        return new ReleaseFailed("The process is ending; ask again after its start");
    }
}
