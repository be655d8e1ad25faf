package org.gongkai.publisher.job;

import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Puts right what a crash left (decision 9). The ledger says what was meant, the store holds it,
 * and the trees are made to show it. Repeating it is harmless.
 */
final class ReleaseRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseRecovery.class);

    private final ReleaseLedger ledger;
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final JobRepository repository;
    private final Clock clock;

    ReleaseRecovery(
            ReleaseLedger ledger,
            ReleaseStore store,
            SiteTrees trees,
            JobRepository repository,
            Clock clock) {
        this.ledger = ledger;
        this.store = store;
        this.trees = trees;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * @return what was interrupted before its switch and is to be made again
     */
    Optional<ReleaseRequest> recover() {
        finishInterrupted();
        Optional<ReleaseOutcome> active = ledger.active();
        active.ifPresent(this::show);
        Optional<ReleaseRequest> toRepeat = ledger.abandon();
        clearAway(active.map(ReleaseOutcome::number).orElse(0L));
        return toRepeat;
    }

    /** Finishes a release whose switch was recorded; everything that it needs is in the store. */
    void finishInterrupted() {
        ledger.interrupted()
                .ifPresent(
                        outcome -> {
                            Optional<Manifest> manifest =
                                    store.manifest(outcome.number(), outcome.manifestRoot());
                            if (manifest.isPresent()) {
                                trees.restore(manifest.get());
                                ledger.activated(outcome.number());
                                LOG.warn(
                                        "Release {} was interrupted at the switch and is finished now",
                                        outcome.number());
                            } else {
                                ledger.failed(
                                        outcome.number(),
                                        "It was interrupted at the switch, and the store does not hold its manifest");
                            }
                        });
    }

    private void show(ReleaseOutcome active) {
        Optional<Manifest> manifest = store.manifest(active.number(), active.manifestRoot());
        if (manifest.isPresent()) {
            trees.restore(manifest.get());
        } else {
            LOG.error(
                    "The store does not hold release {} ({}), so its site cannot be repaired: restore the"
                            + " releases from a backup, or make a new release",
                    active.number(),
                    active.manifestRoot());
        }
    }

    /** A release that did not reach the switch was never anywhere; its traces are removed. */
    private void clearAway(long active) {
        repository.findRunningJobExecutions(BatchRun.JOB).forEach(this::end);
        if (active == 0 && store.holdsManifests()) {
            LOG.error(
                    "The ledger knows no release, but the store holds some: is this the database that belongs"
                            + " to them? They are left as they are");
            return;
        }
        for (long number : store.numbers().tailSet(active, false)) {
            LOG.warn("Release {} was never switched to; what it left is deleted", number);
            store.discard(number);
        }
    }

    private void end(JobExecution execution) {
        LocalDateTime now = LocalDateTime.now(clock);
        for (StepExecution step : execution.getStepExecutions()) {
            if (step.getStatus().isRunning()) {
                step.setStatus(BatchStatus.ABANDONED);
                step.setExitStatus(ExitStatus.FAILED.addExitDescription("The process ended"));
                step.setEndTime(now);
                repository.update(step);
            }
        }
        execution.setStatus(BatchStatus.ABANDONED);
        execution.setExitStatus(ExitStatus.FAILED.addExitDescription("The process ended"));
        execution.setEndTime(now);
        repository.update(execution);
    }
}
