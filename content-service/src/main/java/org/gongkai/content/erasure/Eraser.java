package org.gongkai.content.erasure;

import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.media.Assets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Carries erasures out beside everything else: records, files, kept releases, index, in this order.
 * It waits for the release that takes a document off the site, and never keeps that waiting. What a
 * killed process left is taken up at the next start; every step can be repeated. Thread-safe.
 */
@Service
public class Eraser implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Eraser.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Erasures erasures;
    private final Assets assets;
    private final PublishedCopies copies;
    private final Duration firstPause;
    private final ScheduledThreadPoolExecutor beside =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("eraser").factory());
    private @Nullable ScheduledFuture<?> next;

    @Autowired
    Eraser(Erasures erasures, Assets assets, PublishedCopies copies) {
        this(erasures, assets, copies, FIRST_PAUSE);
    }

    Eraser(Erasures erasures, Assets assets, PublishedCopies copies, Duration firstPause) {
        this.erasures = erasures;
        this.assets = assets;
        this.copies = copies;
        this.firstPause = firstPause;
        // The next start carries out what is left.
        beside.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void begin(EditionMoved moved) {
        if (moved.to() == EditionState.WITHDRAWN) {
            later(firstPause);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        look();
    }

    /** Has it look now whether something can be erased, such as after a release. */
    public void look() {
        later(Duration.ZERO);
    }

    private synchronized void later(Duration pause) {
        if (beside.isShutdown()) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        next = beside.schedule(() -> run(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Duration waited) {
        synchronized (this) {
            next = null;
        }
        boolean done = everythingIsErased();
        Duration pause = waited.isZero() ? firstPause : waited.multipliedBy(2);
        synchronized (this) {
            if (!done && next == null) { // or else somebody has asked for it meanwhile
                later(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            }
        }
    }

    private boolean everythingIsErased() {
        try {
            List<Erasure> unfinished = erasures.unfinished();
            List<Erasure> erased =
                    unfinished.stream()
                            .map(this::eraseOrLeave)
                            .filter(erasure -> erasure.state() == Erasure.State.RELEASES)
                            .toList();
            if (!erased.isEmpty() && copies.unindex()) {
                erased.forEach(erasures::finished);
                return erased.size() == unfinished.size();
            }
            return unfinished.isEmpty();
        } catch (RuntimeException e) {
            log.error("Erasing what was withdrawn for privacy failed; it is tried again", e);
            return false;
        }
    }

    private Erasure eraseOrLeave(Erasure unfinished) {
        try {
            return erase(unfinished);
        } catch (RuntimeException e) {
            log.error(
                    "Document {} was withdrawn for privacy and is not erased everywhere yet; it is tried again",
                    unfinished.document(),
                    e);
            return unfinished;
        }
    }

    private Erasure erase(Erasure unfinished) {
        Erasure erasure =
                unfinished.state() == Erasure.State.WAITING
                        ? erasures.eraseRecords(unfinished)
                        : unfinished;
        if (erasure.state() != Erasure.State.RECORDS) {
            return erasure;
        }
        erasure.assets().forEach(assets::erase);
        int objects =
                copies.erase(
                        new PublishedCopies.Traces(
                                erasure.document(),
                                erasure.path(),
                                Objects.requireNonNull(erasure.removedIn()),
                                erasure.revisions(),
                                erasure.assets()));
        return erasures.erasedFromReleases(erasure, objects);
    }

    @Override
    public void destroy() throws InterruptedException {
        beside.shutdown();
        if (!beside.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
            beside.shutdownNow(); // whatever it leaves is taken up at the next start
        }
    }
}
