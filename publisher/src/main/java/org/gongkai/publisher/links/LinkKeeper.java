package org.gongkai.publisher.links;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.SiteTrees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the links to other sites once a day, remembers which lead nowhere, and tells the log.
 * Thread-safe.
 */
public final class LinkKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofDays(1);

    private final SiteTrees trees;
    private final LinkRound round;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("link-keeper").factory());

    private volatile List<Finding> found = List.of();

    LinkKeeper(SiteTrees trees, LinkRound round) {
        this.trees = trees;
        this.round = round;
    }

    /** What the last round found; nothing before the first one since the start has ended. */
    public List<Finding> found() {
        return found;
    }

    /** Begins with the first round in some minutes. */
    public void start() {
        executor.scheduleWithFixedDelay(
                this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        Optional<Manifest> shown = trees.current().map(LiveTree::manifest);
        if (shown.isEmpty()) {
            return;
        }
        try {
            List<Finding> findings = round.over(shown.get());
            found = findings;
            findings.forEach(
                    finding ->
                            LOG.warn(
                                    "{} {}: {}",
                                    finding.rule(),
                                    finding.path(),
                                    finding.message()));
            LOG.info("{} links to other sites lead nowhere", findings.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The links to other sites could not be looked at; it is tried again", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
