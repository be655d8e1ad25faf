package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ReleaseStep;
import org.gongkai.publisher.TinyRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process that stops for ever in the middle of a release, and another one that starts on what it
 * left: here in one JVM, by a thread that never goes on, over the real batch tables.
 */
class CrashIT {
    @TempDir Path directory;
    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @BeforeEach
    void noJobs() {
        BatchTables.empty();
    }

    static Stream<Arguments> boundaries() {
        return Arrays.stream(ReleaseStep.values())
                .flatMap(step -> Stream.of(Arguments.of(step, false), Arguments.of(step, true)));
    }

    @ParameterizedTest(name = "{0}, done: {1}")
    @MethodSource("boundaries")
    void aStopAtAnyStepOfTheSecondReleaseLeavesOneWholeRelease(ReleaseStep at, boolean done)
            throws InterruptedException {
        Draft bus = firstRelease();
        Map<UUID, UUID> before = content.liveEditions();
        changes(bus);
        Rig dying =
                rig(
                        (step, isDone) -> {
                            if (step == at && isDone == done) {
                                stop();
                            }
                        });

        release(dying);
        assertThat(stopped.await(20, TimeUnit.SECONDS)).as(String.valueOf(failure.get())).isTrue();
        Rig next = rig((step, isDone) -> {});

        boolean switched =
                at.compareTo(ReleaseStep.ACTIVATE) > 0 || (at == ReleaseStep.ACTIVATE && done);
        next.assertConsistent(switched ? content.liveEditions() : before);
        assertThat(next.shown().release()).isEqualTo(switched ? 2 : 1);
        next.job.release("next");
        next.assertConsistent(content.liveEditions());
        assertThat(next.text("/index.html")).contains("停车").doesNotContain("公交");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStopBetweenTheRecordAndTheSwitchIsRolledForward(boolean first)
            throws InterruptedException {
        if (first) {
            content.approve(InMemoryContent.draft("停车"));
        } else {
            changes(firstRelease());
        }
        Rig dying = rig((step, done) -> {});
        ledger.onActivating(outcome -> stop());

        release(dying);
        assertThat(stopped.await(20, TimeUnit.SECONDS)).as(String.valueOf(failure.get())).isTrue();
        ledger.onActivating(outcome -> {});
        Rig next = rig((step, done) -> {});

        next.assertConsistent(content.liveEditions());
        assertThat(next.shown().release()).isEqualTo(first ? 1 : 2);
        assertThat(next.text("/index.html")).contains("停车");
    }

    private void release(Rig dying) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                dying.job.release("dying");
                            } catch (RuntimeException e) {
                                failure.set(e);
                                stopped.countDown();
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    private Draft firstRelease() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        rig((step, done) -> {}).job.release("first");
        return bus;
    }

    private void changes(Draft bus) {
        content.approve(InMemoryContent.draft("停车"));
        content.withdraw(bus.document(), bus.path(), clock.instant());
    }

    private void stop() {
        stopped.countDown();
        while (true) {
            LockSupport.park();
        }
    }

    private Rig rig(BatchRun.StepBoundary boundary) {
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
