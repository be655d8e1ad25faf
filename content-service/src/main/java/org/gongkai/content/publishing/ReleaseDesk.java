package org.gongkai.content.publishing;

import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where releases are asked for: by a publisher, or by a withdrawal, which never waits for one. */
@Service
public class ReleaseDesk implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReleaseDesk.class);

    private final Releases releases;
    private final ReleaseHistory history;
    private final ExecutorService takedowns =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    ReleaseDesk(Releases releases, ReleaseHistory history) {
        this.releases = releases;
        this.history = history;
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
            takedowns.execute(() -> releaseQuietly("withdrawal by " + moved.actor()));
        }
    }

    /** A process that ended between a withdrawal and its release left that release to the next. */
    @EventListener(ApplicationReadyEvent.class)
    void takeDownWhatWasLeft() {
        if (history.withdrawalWaits()) {
            takedowns.execute(() -> releaseQuietly("withdrawal before the start"));
        }
    }

    private void releaseQuietly(String requestedBy) {
        try {
            releases.release(requestedBy);
        } catch (ReleaseFailed | NothingToPublish e) {
            log.error("The release of a {} failed; the next release takes it down", requestedBy, e);
        }
    }

    @Override
    public void destroy() {
        takedowns.close();
    }
}
