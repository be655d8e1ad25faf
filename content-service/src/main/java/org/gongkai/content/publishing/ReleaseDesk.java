package org.gongkai.content.publishing;

import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
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
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where releases are asked for: by a publisher, by a withdrawal, by the schedule. Requests that
 * come while a release waits to start join it. A withdrawal gets a release of its own, to which
 * others give way.
 */
@Service
public class ReleaseDesk implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReleaseDesk.class);

    private final Releases releases;
    private final ReleaseHistory history;
    private final Pauses pauses;
    private final ReleaseQueue queue;
    private final ReleaseQueue takedowns;
    private final ReleaseQueue completions;
    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().factory());

    @Autowired
    ReleaseDesk(Releases releases, ReleaseHistory history) {
        this(releases, history, Pauses.USUAL);
    }

    ReleaseDesk(Releases releases, ReleaseHistory history, Pauses pauses) {
        this.releases = releases;
        this.history = history;
        this.pauses = pauses;
        this.queue = new ReleaseQueue(releases::release);
        this.takedowns = new ReleaseQueue(releases::takeDown);
        this.completions = new ReleaseQueue(releases::takeDown);
        // The next start carries out what is left.
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Makes a release of what is approved and due, and returns when it is public. Whoever asks
     * while another release waits to start gets the report of that one.
     *
     * @throws NotAllowed if the actor is no publisher
     */
    public ReleaseReport release(Actor by) {
        if (!by.holds(Role.PUBLISHER)) {
            throw new NotAllowed("A release is started by a publisher; you do not hold that role.");
        }
        return release(by.account());
    }

    /** The same for a reason of the system's own. */
    ReleaseReport release(String requestedBy) {
        try {
            return queue.ask(requestedBy).report().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /**
     * Goes back to an earlier release, by a new one.
     *
     * @param to its number
     * @throws NotAllowed if the actor is no publisher
     */
    public ReleaseReport goBack(Actor by, long to) {
        if (!by.holds(Role.PUBLISHER)) {
            throw new NotAllowed(
                    "A publisher goes back to an earlier release; you do not hold that role.");
        }
        return releases.goBack(to, "%s, back to %d".formatted(by.account(), to));
    }

    /** How far the running release has come, for people; empty also if that cannot be said. */
    public Optional<RunningRelease> running() {
        try {
            return releases.running().map(ReleaseDesk::running);
        } catch (RuntimeException e) {
            log.info("How far the running release is cannot be said: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static RunningRelease running(ReleaseProgress progress) {
        return new RunningRelease(
                progress.number(), progress.step().name(), progress.done(), progress.total());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void takeDown(EditionMoved moved) {
        if (moved.to() == EditionState.WITHDRAWN) {
            takeDown("withdrawal by " + moved.actor(), pauses.first());
        }
    }

    /** A process that ended between a withdrawal and its release left that release to the next. */
    @EventListener(ApplicationReadyEvent.class)
    void takeDownWhatWasLeft() {
        if (history.withdrawalWaits()) {
            takeDown("withdrawal before the start", pauses.first());
        }
    }

    private void takeDown(String requestedBy, Duration again) {
        ReleaseQueue.Asked asked = takedowns.ask(requestedBy);
        if (asked.first()) { // or else whoever was first tries again for all
            asked.report()
                    .whenComplete(
                            (report, failure) -> {
                                if (failure != null) {
                                    tryAgain(requestedBy, again, failure);
                                } else if (report.changed()) {
                                    complete(requestedBy, pauses.first());
                                }
                            });
        }
    }

    /** What every page shows may have changed with a takedown: others need not wait for that. */
    private void complete(String requestedBy, Duration again) {
        completions
                .ask(requestedBy)
                .report()
                .whenComplete(
                        (report, failure) -> {
                            if (failure != null) {
                                tryAgain(requestedBy, again, failure);
                            } else if (report.changed()) {
                                complete(requestedBy, again);
                            }
                        });
    }

    private void tryAgain(String requestedBy, Duration again, Throwable failure) {
        if (failure instanceof NothingToPublish) {
            log.warn(
                    "The release of a {} found no site to change: {}",
                    requestedBy,
                    failure.getMessage());
        } else if (!later.isShutdown()) {
            log.error(
                    "The release of a {} failed; it is tried again in {}",
                    requestedBy,
                    again,
                    failure);
            later.schedule(
                    () -> takeDown(requestedBy, pauses.after(again)),
                    again.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void destroy() {
        later.shutdown();
        takedowns.close();
        completions.close();
        queue.close();
    }
}
