package org.gongkai.content.reminder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes a round whenever the schedule says so, by the application's clock. Times of today that
 * passed while the process was down, and all that passed while a clock was set forward, make one
 * round together; a clock that is set back counts anew from that day.
 */
@Component
class ReminderClock implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReminderClock.class);

    /** The clock may be set meanwhile. */
    private static final Duration NAP = Duration.ofSeconds(20);

    private final ReminderRounds rounds;
    private final ReminderSettings settings;
    private final Clock clock;
    private final Semaphore stopped = new Semaphore(0);

    ReminderClock(ReminderRounds rounds, ReminderSettings settings, Clock clock) {
        this.rounds = rounds;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        settings.cron()
                .ifPresent(cron -> Thread.ofVirtual().name("reminders").start(() -> run(cron)));
    }

    private void run(CronExpression cron) {
        try {
            Rota rota = new Rota(cron);
            while (!stopped.tryAcquire(NAP.toMillis(), TimeUnit.MILLISECONDS)) {
                if (rota.isTime(ZonedDateTime.now(clock))) {
                    round();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells at each look at the clock whether a round has become due since the last. */
    static final class Rota {
        private final CronExpression cron;
        private @Nullable ZonedDateTime last;
        private @Nullable ZonedDateTime next;

        Rota(CronExpression cron) {
            this.cron = cron;
        }

        boolean isTime(ZonedDateTime now) {
            if (last == null || now.isBefore(last)) {
                next = cron.next(now.truncatedTo(ChronoUnit.DAYS).minusNanos(1));
            }
            last = now;
            if (next == null || now.isBefore(next)) {
                return false;
            }
            next = cron.next(now);
            return true;
        }
    }

    private void round() {
        try {
            rounds.make("system");
        } catch (RuntimeException e) {
            log.error("A round of reminders broke off; the next one makes up for it", e);
        }
    }

    @Override
    public void destroy() {
        stopped.release();
    }
}
