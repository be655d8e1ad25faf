package org.gongkai.content.webhook;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Sends what is due: when a transaction that queued something is committed, when a pause is over,
 * and after a start what was left before it. Each subscription has a lane of its own, a virtual
 * thread that sends one delivery after the other; so one whose receiver hangs keeps back nobody
 * else, and events arrive in their order as long as none fails.
 */
class Dispatcher implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** Nobody tells of what ends by itself, such as a database that was away. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private static final Duration FOR_ANOTHER_TO_FINISH = Duration.ofMillis(100);
    private static final Duration FOR_THE_LAST_ANSWERS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_FORGETTING = Duration.ofHours(1);

    private final Deliveries deliveries;
    private final Sender sender;
    private final WebhookSettings settings;
    private final DoubleSupplier chance;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhooks-", 0).factory());
    private final Set<UUID> lanes = ConcurrentHashMap.newKeySet();
    private final Semaphore due = new Semaphore(0);
    private volatile boolean stopping;

    /**
     * @param chance numbers from 0 to 1, for the pauses
     */
    Dispatcher(
            Deliveries deliveries, Sender sender, WebhookSettings settings, DoubleSupplier chance) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.settings = settings;
        this.chance = chance;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        threads.execute(this::run);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(Due queued) {
        due.release();
    }

    private void run() {
        long forgotten = System.nanoTime() - BETWEEN_FORGETTING.toNanos();
        try {
            while (!stopping) {
                due.drainPermits();
                if (System.nanoTime() - forgotten >= BETWEEN_FORGETTING.toNanos()) {
                    forget();
                    forgotten = System.nanoTime();
                }
                Duration sleep = settings.send() ? openLanes() : LONGEST_SLEEP;
                if (due.tryAcquire(sleep.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.trace("Something was queued or sent");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long nothing else will be due; a lane that ends cuts it short. */
    private Duration openLanes() {
        Duration sleep = LONGEST_SLEEP;
        try {
            for (Deliveries.Next next : deliveries.next()) {
                if (!next.in().isPositive()) {
                    if (lanes.add(next.webhook())) {
                        open(next.webhook());
                    }
                } else if (next.in().compareTo(sleep) < 0) {
                    sleep = next.in();
                }
            }
        } catch (RuntimeException e) {
            report("What is due to webhooks could not be read; it is tried again", e);
        }
        return sleep;
    }

    private void open(UUID webhook) {
        threads.execute(
                () -> {
                    try {
                        drain(webhook);
                        lanes.remove(webhook);
                        due.release(); // something may have been queued since the lane was empty
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        report("Sending to the webhook " + webhook + " broke off", e);
                    } finally {
                        lanes.remove(webhook);
                    }
                });
    }

    private void drain(UUID webhook) throws InterruptedException {
        int sent = 0;
        for (Claim claim = next(webhook); claim != null; claim = next(webhook)) {
            settle(claim, sender.send(claim));
            sent++;
        }
        if (sent == 0) {
            Thread.sleep(FOR_ANOTHER_TO_FINISH); // whoever has locked what was seen to be due
        }
    }

    private @Nullable Claim next(UUID webhook) {
        return stopping ? null : deliveries.claim(webhook).orElse(null);
    }

    private void settle(Claim claim, Attempt attempt) {
        Optional<Duration> pause =
                attempt.received() || attempt.gone()
                        ? Optional.empty()
                        : settings.backoff()
                                .after(claim.tries(), chance.getAsDouble())
                                .map(own -> longer(own, attempt.wanted()));
        deliveries.record(claim, attempt, pause.orElse(null));
        if (!attempt.received() && pause.isEmpty()) {
            log.warn(
                    "The event {} was given up for the webhook {} after {} tries: {}",
                    claim.event(),
                    claim.webhook(),
                    claim.tries(),
                    attempt.error());
        }
    }

    /** The pause that the receiver asked for, within our own bounds. */
    private Duration longer(Duration own, @Nullable Duration wanted) {
        if (wanted == null || wanted.compareTo(own) <= 0) {
            return own;
        }
        Duration longest = settings.longestPause();
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    private void forget() {
        try {
            int forgotten = deliveries.forget();
            if (forgotten > 0) {
                log.info("Forgot {} deliveries to webhooks that were over long ago", forgotten);
            }
        } catch (RuntimeException e) {
            report("Old deliveries to webhooks could not be deleted; it is tried again", e);
        }
    }

    private void report(String what, RuntimeException e) {
        if (!stopping) {
            log.error(what, e);
        }
    }

    /** Lets answers that are on their way be recorded; the rest is sent again after a start. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        due.release();
        threads.shutdown();
        if (!threads.awaitTermination(FOR_THE_LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
