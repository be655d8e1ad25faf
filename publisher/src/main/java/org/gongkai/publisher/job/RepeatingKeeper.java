package org.gongkai.publisher.job;

import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOvertaken;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.ReleaseRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes a release again, once, that the end of the process before interrupted. Beside the start:
 * the site answers meanwhile.
 */
final class RepeatingKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatingKeeper.class);

    private final ReleaseJob job;
    private final ReleaseLedger ledger;
    private final ExecutorService beside =
            Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("repeated-release").factory());

    RepeatingKeeper(ReleaseJob job, ReleaseLedger ledger) {
        this.job = job;
        this.ledger = ledger;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        beside.execute(this::repeatInterrupted);
    }

    void repeatInterrupted() {
        job.takeInterrupted().ifPresent(request -> repeat(request, number(request)));
    }

    private void repeat(ReleaseRequest request, long interrupted) {
        LOG.warn(
                "Release {} was interrupted by the end of the process; it is made again for {}",
                interrupted,
                request.requestedBy());
        try {
            ReleaseReport report = job.make(request);
            if (!report.changed()) {
                LOG.info("Nothing is left of release {} to make", interrupted);
            }
        } catch (ReleaseOvertaken e) {
            LOG.info("Release {} is not made again: {}", interrupted, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "Release {} was interrupted and could not be made again; ask for it anew",
                    interrupted,
                    e);
        }
        settle(interrupted);
    }

    private void settle(long interrupted) {
        try {
            ledger.settled(interrupted);
        } catch (RuntimeException e) {
            LOG.error("Release {} may be made again at the next start", interrupted, e);
        }
    }

    private static long number(ReleaseRequest request) {
        Long interrupted = request.repeats();
        if (interrupted == null) {
            throw new IllegalStateException("The ledger does not say what is to be made again");
        }
        return interrupted;
    }

    @Override
    public void close() {
        beside.close();
    }
}
