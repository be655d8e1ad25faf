package org.gongkai.content.reminder;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes a round whenever the schedule says so, by the application's clock. Times that passed while
 * the process was down, or while a clock was set forward, make one round together.
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
            ZonedDateTime next = cron.next(ZonedDateTime.now(clock));
            while (next != null && !stopped.tryAcquire(NAP.toMillis(), TimeUnit.MILLISECONDS)) {
                ZonedDateTime now = ZonedDateTime.now(clock);
                if (!now.isBefore(next)) {
                    round();
                    next = cron.next(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
