package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;

class ReleaseQueueTest {
    private final Steered releases = new Steered();
    private final ReleaseQueue queue = new ReleaseQueue(releases::release);

    @Test
    void whoAsksWhileOneWaitsToStartJoinsItAndGetsItsReport() throws Exception {
        CompletableFuture<ReleaseReport> running = queue.ask("publisher.a").report();
        assertThat(releases.begun.take()).isEqualTo("publisher.a");
        CompletableFuture<ReleaseReport> next = queue.ask("publisher.b").report();
        ReleaseQueue.Asked takedown = queue.ask("withdrawal by office.a");
        ReleaseQueue.Asked again = queue.ask("publisher.b");

        assertThat(List.of(takedown.report(), again.report())).containsOnly(next);
        assertThat(List.of(takedown.first(), again.first())).containsExactly(true, false);
        releases.end.put(Optional.of(1));
        assertThat(running.join().pages()).isEqualTo(1);
        assertThat(releases.begun.take()).isEqualTo("publisher.b, withdrawal by office.a");
        releases.end.put(Optional.of(2));
        assertThat(next.join().pages()).isEqualTo(2);
        queue.close();
        assertThat(releases.begun).isEmpty();
    }

    @Test
    void allWhoJoinedLearnThatItFailedAndTheNextIsMade() throws Exception {
        CompletableFuture<ReleaseReport> failing = queue.ask("publisher.a").report();
        releases.begun.take();
        CompletableFuture<ReleaseReport> next = queue.ask("publisher.b").report();
        releases.end.put(Optional.empty());

        assertThatThrownBy(failing::join).hasCauseInstanceOf(ReleaseFailed.class);
        releases.begun.take();
        releases.end.put(Optional.of(1));
        assertThat(next.join().pages()).isEqualTo(1);
        queue.close();
    }

    @Test
    void theEndOfTheProcessWaitsForTheRunningOneOnly() throws Exception {
        CompletableFuture<ReleaseReport> running = queue.ask("publisher.a").report();
        releases.begun.take();
        CompletableFuture<ReleaseReport> waiting = queue.ask("publisher.b").report();
        Thread closing = Thread.ofVirtual().start(queue::close);
        await().until(() -> queue.ask("publisher.c").report().isCompletedExceptionally());
        releases.end.put(Optional.of(1));

        assertThat(running.join().pages()).isEqualTo(1);
        assertThatThrownBy(waiting::join)
                .hasMessageContaining("The process is ending; ask again after its start");
        closing.join();
    }

    /** Releases that last until the test ends them: with a number of pages, or by failing. */
    private static final class Steered implements Releases {
        private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        private final BlockingQueue<Optional<Integer>> end = new SynchronousQueue<>();

        @Override
        public ReleaseReport release(String requestedBy) {
            begun.add(requestedBy);
            try {
                int pages = end.take().orElseThrow(() -> new ReleaseFailed("away"));
                return new ReleaseReport(
                        null, true, pages, 0, 0, 0, 0, true, List.of(), Duration.ZERO);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public ReleaseReport goBack(long to, String requestedBy) {
            throw new AssertionError("Nobody goes back here");
        }

        @Override
        public ReleaseReport takeDown(String requestedBy) {
            return release(requestedBy);
        }

        @Override
        public Optional<ReleaseProgress> running() {
            return Optional.empty();
        }
    }
}
