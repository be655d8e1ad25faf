package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.InMemoryLedger.State;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.ReleaseStep;
import org.gongkai.publisher.TinyRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the next process does about a release that the end of a process interrupted before its
 * switch: here a thread that never goes on, over the real batch tables.
 */
class RepeatedReleaseIT {
    @TempDir Path directory;
    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);

    @BeforeEach
    void aSite() {
        BatchTables.empty();
        content.approve(InMemoryContent.draft("公交"));
        process().job.release("publisher.a");
        content.approve(InMemoryContent.draft("停车"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "RENDER", "CHECK", "UNINDEX", "ACTIVATE"})
    void itIsMadeAgainForTheSameUnderANumberOfItsOwn(ReleaseStep step) throws Exception {
        interrupted(step, job -> job.release("publisher.b, at once: news"));
        Rig next = process();
        assertThat(next.text("/index.html")).doesNotContain("停车");

        startedUp(next);

        assertThat(states()).containsExactly(State.ACTIVE, State.FAILED, State.ACTIVE);
        assertThat(ledger.entries().get(1).reason()).isEqualTo(InMemoryLedger.ENDED);
        assertThat(ledger.asked().get(3L))
                .isEqualTo(ReleaseRequest.release("publisher.b, at once: news").repeating(2));
        assertThat(next.text("/index.html")).contains("停车");
        next.assertConsistent(content.liveEditions());
        startedUp(process());
        assertThat(states()).as("once").hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PLAN", "RENDER", "CHECK", "UNINDEX", "ACTIVATE"})
    void whatReachedTheSwitchIsFinishedAndNotMadeAgain(ReleaseStep step) throws Exception {
        interrupted(step, job -> job.release("publisher.b"));

        startedUp(process());

        assertThat(states()).containsExactly(State.ACTIVE, State.ACTIVE);
    }

    @Test
    void goingBackGoesBackToTheSame() throws Exception {
        process().job.release("publisher.a");
        interrupted(ReleaseStep.RENDER, job -> job.goBack(1, "publisher.b, back to 1"));
        Rig next = process();
        assertThat(next.text("/index.html")).contains("停车");

        startedUp(next);

        assertThat(ledger.asked().get(4L))
                .isEqualTo(ReleaseRequest.goBack(1, "publisher.b, back to 1").repeating(3));
        assertThat(next.text("/index.html")).contains("公交").doesNotContain("停车");
        next.assertConsistent(content.liveEditions());
    }

    @Test
    void goingBackBeginsAnewWhenItsTakedownWasInterrupted() throws Exception {
        process().job.release("publisher.a");
        Draft bus = InMemoryContent.draft("地铁");
        content.approve(bus);
        process().job.release("publisher.a");
        content.withdraw(bus.document(), bus.path(), clock.instant());
        interrupted(ReleaseStep.RENDER, job -> job.goBack(1, "publisher.b, back to 1"));
        Rig next = process();

        startedUp(next);

        assertThat(next.text("/index.html")).contains("公交").doesNotContain("停车", "地铁");
        next.assertConsistent(content.liveEditions());
    }

    @Test
    void twoInterruptionsInARowEndIt() throws Exception {
        interrupted(ReleaseStep.RENDER, job -> job.release("publisher.b"));
        interrupted(ReleaseStep.CHECK, this::startedUp);
        Rig third = process();

        startedUp(third);

        assertThat(states()).containsExactly(State.ACTIVE, State.FAILED, State.FAILED);
        assertThat(third.text("/index.html")).doesNotContain("停车");
        third.job.release("publisher.b");
        assertThat(third.text("/index.html")).contains("停车");
    }

    @Test
    void aProcessThatEndsBeforeItIsMadeAgainLeavesItToTheNext() throws Exception {
        interrupted(ReleaseStep.RENDER, job -> job.release("publisher.b"));
        process();

        startedUp(process());

        assertThat(states()).containsExactly(State.ACTIVE, State.FAILED, State.ACTIVE);
    }

    @Test
    void whatSomebodyAskedForInTheMeantimeStands() throws Exception {
        process().job.release("publisher.a");
        interrupted(ReleaseStep.RENDER, job -> job.goBack(1, "publisher.b, back to 1"));
        Rig next = process();
        content.approve(InMemoryContent.draft("地铁"));
        next.job.release("publisher.a");

        startedUp(next);
        startedUp(process());

        assertThat(next.text("/index.html")).contains("地铁", "停车");
        assertThat(states()).hasSize(4);
    }

    @Test
    void aWithdrawalThatComesFirstDoesNotTakeItsPlace() throws Exception {
        Draft train = InMemoryContent.draft("地铁");
        content.approve(train);
        process().job.release("publisher.a");
        content.approve(InMemoryContent.draft("轮渡"));
        interrupted(ReleaseStep.RENDER, job -> job.release("publisher.b"));
        content.withdraw(train.document(), train.path(), clock.instant());
        Rig next = process();
        next.job.takeDown("withdrawal by office.a");
        assertThat(next.text("/index.html")).doesNotContain("轮渡", "地铁");

        startedUp(next);

        assertThat(next.text("/index.html")).contains("轮渡").doesNotContain("地铁");
    }

    @Test
    void anErrorIsNotMadeAgain() {
        Rig failing =
                process(
                        (step, done) -> {
                            if (step == ReleaseStep.RENDER) {
                                throw new IllegalStateException("磁盘已满");
                            }
                        });
        assertThatThrownBy(() -> failing.job.release("publisher.b"))
                .isInstanceOf(ReleaseFailed.class);

        startedUp(process());

        assertThat(states()).containsExactly(State.ACTIVE, State.FAILED);
    }

    @Test
    void whatHasNothingLeftToMakeIsForgotten() throws Exception {
        Draft train = InMemoryContent.draft("地铁");
        process().job.release("publisher.a");
        content.approve(train);
        interrupted(ReleaseStep.RENDER, job -> job.release("publisher.b"));
        content.recall(train.document());
        startedUp(process());
        content.approve(train);

        startedUp(process());

        assertThat(states()).containsExactly(State.ACTIVE, State.ACTIVE, State.FAILED);
    }

    private List<State> states() {
        return ledger.entries().stream().map(InMemoryLedger.Entry::state).toList();
    }

    /** What a process does once it answers. */
    private void startedUp(Rig rig) {
        startedUp(rig.job);
    }

    private void startedUp(ReleaseJob job) {
        new RepeatingKeeper(job, ledger).repeatInterrupted();
    }

    /** A process that ends when the step begins. */
    private void interrupted(ReleaseStep at, Consumer<ReleaseJob> work)
            throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Rig dying =
                process(
                        (step, done) -> {
                            if (step == at && !done) {
                                stopped.countDown();
                                while (true) {
                                    LockSupport.park();
                                }
                            }
                        });
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                work.accept(dying.job);
                                failure.set(new AssertionError("It came to its end"));
                            } catch (RuntimeException e) {
                                failure.set(e);
                            }
                            stopped.countDown();
                        });
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failure.get()).isNull();
    }

    private Rig process() {
        return process((step, done) -> {});
    }

    private Rig process(BatchRun.StepBoundary boundary) {
        return new Rig(
                directory,
                content,
                ledger,
                new InMemoryIndex(),
                new TinyRenderer(),
                clock,
                BatchTables.repository(),
                boundary);
    }
}
