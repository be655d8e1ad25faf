package org.gongkai.content.publishing;

import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.NothingToPublish;
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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where releases are asked for: by a publisher, or by a withdrawal, which never waits for one. */
@Service
public class ReleaseDesk implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReleaseDesk.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Releases releases;
    private final ReleaseHistory history;
    private final Duration pause;
    private final ScheduledThreadPoolExecutor takedowns =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().factory());

    @Autowired
    ReleaseDesk(Releases releases, ReleaseHistory history) {
        this(releases, history, FIRST_PAUSE);
    }

    ReleaseDesk(Releases releases, ReleaseHistory history, Duration pause) {
        this.releases = releases;
        this.history = history;
        this.pause = pause;
        // The next start carries out what is left.
        takedowns.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Makes a release of what is approved and due, and returns when it is public.
     *
     * @throws NotAllowed if the actor is no publisher
     */
    public ReleaseReport release(Actor by) {
        if (!by.holds(Role.PUBLISHER)) {
            throw new NotAllowed("A release is started by a publisher; you do not hold that role.");
        }
        return releases.release(by.account());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void takeDown(EditionMoved moved) {
        if (moved.to() == EditionState.WITHDRAWN) {
            takedowns.execute(() -> takeDown("withdrawal by " + moved.actor(), pause));
        }
    }

    /** A process that ended between a withdrawal and its release left that release to the next. */
    @EventListener(ApplicationReadyEvent.class)
    void takeDownWhatWasLeft() {
        if (history.withdrawalWaits()) {
            takedowns.execute(() -> takeDown("withdrawal before the start", pause));
        }
    }

    private void takeDown(String requestedBy, Duration again) {
        try {
            releases.release(requestedBy);
        } catch (NothingToPublish e) {
            log.warn(
                    "The release of a {} found no site to change: {}", requestedBy, e.getMessage());
        } catch (RuntimeException e) {
            log.error("The release of a {} failed; it is tried again in {}", requestedBy, again, e);
            Duration next = again.multipliedBy(2);
            takedowns.schedule(
                    () ->
                            takeDown(
                                    requestedBy,
                                    next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE),
                    again.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void destroy() {
        takedowns.close();
    }
}
