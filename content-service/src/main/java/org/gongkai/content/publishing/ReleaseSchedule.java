package org.gongkai.content.publishing;

import org.gongkai.content.campaign.PlanChanged;
import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes the releases that nobody asks for, each when its time comes: one thread that sleeps until
 * then, and that looks again when something is approved or a plan changes. What came while the
 * process was down is made at its start. A release that fails is tried again after growing pauses,
 * and when the next time comes.
 */
@Component
class ReleaseSchedule implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReleaseSchedule.class);

    /** The clock may be set meanwhile. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    /** Nobody tells that the members of a release set changed. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final ReleaseAgenda agenda;
    private final ReleaseDesk desk;
    private final Clock clock;
    private final Pauses pauses;
    private final Semaphore changed = new Semaphore(0);
    private Instant looked = Instant.EPOCH;
    private Instant asked = Instant.EPOCH;
    private @Nullable String unchanged;
    private volatile boolean failing;
    private volatile boolean stopping;

    @Autowired
    ReleaseSchedule(ReleaseAgenda agenda, ReleaseDesk desk, Clock clock) {
        this(agenda, desk, clock, Pauses.USUAL);
    }

    ReleaseSchedule(ReleaseAgenda agenda, ReleaseDesk desk, Clock clock, Pauses pauses) {
        this.agenda = agenda;
        this.desk = desk;
        this.clock = clock;
        this.pauses = pauses;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("release-schedule").start(this::run);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void approved(EditionMoved moved) {
        if (moved.to() == EditionState.APPROVED && !failing) {
            changed.release();
        }
    }

    /** Words of the site, or a section, are other ones now; they may be what was wrong. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void planned(PlanChanged plan) {
        changed.release();
    }

    private void run() {
        try {
            Duration pause = pauses.first();
            while (!stopping) {
                changed.drainPermits();
                boolean failedBefore = failing;
                failing = !everythingDueIsReleased();
                if (failing || !failedBefore) { // or else an approval may have woken nobody
                    sleep(failing ? pause : LONGEST_SLEEP);
                }
                pause = failing ? pauses.after(pause) : pauses.first();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean everythingDueIsReleased() {
        try {
            while (!stopping) {
                looked = clock.instant();
                Optional<ReleaseAgenda.Item> due = agenda.due(looked, asked);
                if (due.isEmpty()) {
                    return true;
                }
                if (!release(due.get().reason())) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException e) {
            report("A release by itself failed; it is tried again after a pause", e);
            return false;
        }
    }

    /**
     * @return false if it changed nothing, twice for the same reason: that must not go on in a loop
     */
    private boolean release(String reason) {
        boolean changes = desk.release(reason).changed();
        asked = looked;
        boolean again = !changes && reason.equals(unchanged);
        unchanged = changes ? null : reason;
        return !again;
    }

    /** Until the next release has to be made, or something changes, but not longer than this. */
    private void sleep(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Instant next = next();
        for (Duration left = left(next, end); left.isPositive(); left = left(next, end)) {
            Duration nap = next == null || left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
            if (changed.tryAcquire(nap.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    private Duration left(@Nullable Instant next, long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration toNext = next == null ? left : Duration.between(clock.instant(), next);
        return toNext.compareTo(left) < 0 ? toNext : left;
    }

    private @Nullable Instant next() {
        try {
            return agenda.next(looked).orElse(null);
        } catch (RuntimeException e) {
            report("When the next release has to be made could not be read", e);
            return null;
        }
    }

    private void report(String what, RuntimeException e) {
        if (!stopping) {
            log.error(what, e);
        }
    }

    @Override
    public void destroy() {
        stopping = true;
        changed.release();
    }
}
