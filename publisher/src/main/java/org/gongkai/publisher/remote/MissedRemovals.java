package org.gongkai.publisher.remote;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.Releases;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.SiteTrees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A withdrawal asks for a release of its own. One that found nobody here, because this process was
 * away, is made up for at the start (decision 5).
 */
final class MissedRemovals implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(MissedRemovals.class);

    private final ContentSource source;
    private final SiteTrees trees;
    private final Releases releases;
    private final Clock clock;
    private final ExecutorService beside =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("missed-removals").factory());

    MissedRemovals(ContentSource source, SiteTrees trees, Releases releases, Clock clock) {
        this.source = source;
        this.trees = trees;
        this.releases = releases;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void makeUp() {
        beside.execute(this::releaseIfOneIsShown);
    }

    private void releaseIfOneIsShown() {
        try {
            if (aWithdrawnDocumentIsShown()) {
                LOG.warn(
                        "Something was withdrawn while the publisher was away; it is released now");
                releases.takeDown("withdrawal while the publisher was away");
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "What was withdrawn while the publisher was away is still public; make a release",
                    e);
        }
    }

    private boolean aWithdrawnDocumentIsShown() {
        return trees.current()
                .map(LiveTree::manifest)
                .filter(
                        shown ->
                                source
                                        .read(shown.sequence(), clock.instant())
                                        .withdrawals()
                                        .stream()
                                        .map(Withdrawal::document)
                                        .anyMatch(id -> shown.document(id).isPresent()))
                .isPresent();
    }

    @Override
    public void destroy() {
        beside.close();
    }
}
