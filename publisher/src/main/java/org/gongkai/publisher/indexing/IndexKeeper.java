package org.gongkai.publisher.indexing;

import org.gongkai.publisher.IndexUpkeep;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.SiteTrees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Brings the index to the site in the background whenever it is behind: after the engine was away,
 * for a new index, after a restore. Asks the engine only while it is behind, and compares all of it
 * with the site once an hour.
 */
public final class IndexKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final Duration FULL_COMPARISON = Duration.ofHours(1);

    private final SiteTrees trees;
    private final Indexing indexing;
    private final IndexUpkeep upkeep;
    private final Duration every;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("index-keeper").factory());

    public IndexKeeper(SiteTrees trees, Indexing indexing, IndexUpkeep upkeep, Duration every) {
        this.trees = trees;
        this.upkeep = upkeep;
        this.indexing = indexing;
        this.every = every;
    }

    public void start() {
        executor.scheduleWithFixedDelay(
                () -> guarded(this::catchUp), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        executor.scheduleWithFixedDelay(
                () -> guarded(this::compare),
                FULL_COMPARISON.toMillis(),
                FULL_COMPARISON.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void catchUp() {
        trees.current()
                .map(LiveTree::manifest)
                .filter(shown -> !indexing.hasReached(shown.release()))
                .ifPresent(indexing::catchUp);
        if (indexing.differs()) {
            compare();
        }
    }

    private void compare() {
        if (trees.current().isPresent() && indexing.available()) {
            upkeep.reconcile();
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Keeping the index failed; it is tried again", e);
        }
    }
}
