package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Visibility;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class ReleaseDeskTest {
    @Test
    void aWithdrawalWhoseReleaseFailsIsTriedAgainUntilItIsPublic() throws InterruptedException {
        AwayAtFirst releases = new AwayAtFirst(3);
        ReleaseDesk desk = desk(releases);
        desk.takeDown(moved(EditionState.PUBLISHED, EditionState.WITHDRAWN));

        for (String answer : List.of("failed", "failed", "failed", "released")) {
            assertThat(releases.answers.poll(1, TimeUnit.MINUTES)).isEqualTo(answer);
        }
        desk.destroy();
        assertThat(releases.answers).isEmpty();
    }

    /** Otherwise each release would ask for the next one. */
    @Test
    void whatAReleaseDoesToEditionsAsksForNoOther() {
        AwayAtFirst releases = new AwayAtFirst(0);
        ReleaseDesk desk = desk(releases);
        for (EditionState state :
                List.of(EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.HELD)) {
            desk.takeDown(moved(EditionState.APPROVED, state));
        }

        desk.destroy();
        assertThat(releases.answers).isEmpty();
    }

    private static ReleaseDesk desk(Releases releases) {
        return new ReleaseDesk(
                releases,
                new ReleaseHistory(
                        JdbcClient.create(new PGSimpleDataSource()),
                        new Visibility(),
                        Clock.systemUTC()),
                new Pauses(Duration.ofMillis(1), Duration.ofMillis(4)));
    }

    private static EditionMoved moved(EditionState from, EditionState to) {
        return new EditionMoved(
                new DocumentId(UUID.randomUUID()),
                new EditionId(UUID.randomUUID()),
                from,
                to,
                null,
                to.name(),
                "office.a");
    }

    /** A publisher that cannot be reached some times. */
    private static final class AwayAtFirst implements Releases {
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private int failures;

        AwayAtFirst(int failures) {
            this.failures = failures;
        }

        @Override
        public ReleaseReport release(String requestedBy) {
            if (failures-- > 0) {
                answers.add("failed");
                throw new ReleaseFailed("away");
            }
            answers.add("released");
            return new ReleaseReport(null, false, 0, 0, 0, 0, 0, true, List.of(), Duration.ZERO);
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
