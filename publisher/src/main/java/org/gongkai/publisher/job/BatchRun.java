package org.gongkai.publisher.job;

import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseStep;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The release as Spring Batch sees it. Bookkeeping, not truth (decision 16): a step finds its work
 * in memory, and no step keeps a transaction open on the batch tables while it works.
 */
final class BatchRun {
    static final String JOB = "release";
    static final String NUMBER = "release";

    private final JobRepository repository;
    private final JobOperator operator;
    private final StepBoundary boundary;
    private final AtomicReference<@Nullable ReleaseWork> running = new AtomicReference<>();
    private final AtomicReference<@Nullable ReleaseProgress> progress = new AtomicReference<>();

    BatchRun(JobRepository repository, JobOperator operator, StepBoundary boundary) {
        this.repository = repository;
        this.operator = operator;
        this.boundary = boundary;
    }

    /** Where tests cut a release short. */
    @FunctionalInterface
    interface StepBoundary {
        void reached(ReleaseStep step, boolean done);
    }

    JobRepository repository() {
        return repository;
    }

    Step step(ReleaseStep step, Consumer<ReleaseWork> act) {
        return new StepBuilder(step.name(), repository)
                .tasklet(
                        (contribution, chunk) -> {
                            ReleaseWork work = work(contribution.getStepExecution());
                            progress(work, step, 0, 0);
                            boundary.reached(step, false);
                            if (step.compareTo(ReleaseStep.ACTIVATE) <= 0) {
                                work.checkpoint();
                            }
                            act.accept(work);
                            boundary.reached(step, true);
                            return RepeatStatus.FINISHED;
                        },
                        new ResourcelessTransactionManager())
                .build();
    }

    /** Runs the job and throws what stopped it. */
    void run(Job job, ReleaseWork work) {
        running.set(work);
        JobExecution execution = start(job, work);
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw failure(execution);
        }
        forget(work);
    }

    void forget(ReleaseWork work) {
        if (running.compareAndSet(work, null)) {
            progress.set(null);
        }
    }

    void progress(ReleaseWork work, ReleaseStep step, int done, int of) {
        progress.set(new ReleaseProgress(work.number(), step, done, of));
    }

    Optional<ReleaseProgress> progress() {
        return Optional.ofNullable(progress.get());
    }

    static Optional<Long> numberOf(JobExecution execution) {
        return Optional.ofNullable(execution.getJobParameters().getLong(NUMBER));
    }

    private JobExecution start(Job job, ReleaseWork work) {
        JobParameters parameters =
                new JobParametersBuilder()
                        .addLong(NUMBER, work.number(), true)
                        // After a restore the ledger may give a number again that Batch has seen.
                        .addString("instant", work.opened.instant().toString(), true)
                        .toJobParameters();
        try {
            return operator.start(job, parameters);
        } catch (JobExecutionException e) {
            throw new IllegalStateException(
                    "Spring Batch did not start release " + work.number() + ": " + e.getMessage(),
                    e);
        }
    }

    private ReleaseWork work(StepExecution step) {
        ReleaseWork work = running.get();
        Optional<Long> number = numberOf(step.getJobExecution());
        if (work == null || number.isEmpty() || number.get() != work.number()) {
            throw new IllegalStateException(
                    "Release %s is not running in this process; ask for a new one"
                            .formatted(number.map(String::valueOf).orElse("without a number")));
        }
        return work;
    }

    private static RuntimeException failure(JobExecution execution) {
        for (Throwable cause : execution.getAllFailureExceptions()) {
            if (cause instanceof RuntimeException known) {
                return known;
            }
            return new IllegalStateException(cause.getMessage(), cause);
        }
        return new IllegalStateException(
                "The release ended as " + execution.getStatus() + " without a reason");
    }
}
