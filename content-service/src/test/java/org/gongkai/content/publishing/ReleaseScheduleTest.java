package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.campaign.PlanChanged;
import org.gongkai.content.document.Visibility;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the schedule asks for, on a clock that stands at the opening. */
class ReleaseScheduleTest {
    private static final Clock OPENING =
            Clock.fixed(Instant.parse("2020-05-14T16:00:00Z"), ZoneOffset.UTC);
    private static final JdbcClient NO_DATABASE = JdbcClient.create(new PGSimpleDataSource());

    private final List<Runnable> atTheEnd = new ArrayList<>();

    @AfterEach
    void end() {
        atTheEnd.forEach(Runnable::run);
    }

    @Test
    void aReleaseThatFailsIsTriedAgain() throws InterruptedException {
        Publisher publisher = new Publisher(3, true);
        Agenda agenda = new Agenda();
        start(agenda, publisher);

        for (int tries = 0; tries < 4; tries++) {
            assertThat(publisher.asked.take()).isEqualTo("schedule: opening");
        }
        assertThat(agenda.nothingLeft.take()).isTrue();
        assertThat(publisher.asked).isEmpty();
    }

    @Test
    void anOpeningThatChangesNothingIsAskedForOnce() throws InterruptedException {
        Publisher publisher = new Publisher(0, false);
        Agenda agenda = new Agenda();
        start(agenda, publisher);

        assertThat(agenda.nothingLeft.take()).isTrue();
        assertThat(publisher.asked).containsExactly("schedule: opening");
    }

    @Test
    void whatMayHaveMendedItIsNotWaitedFor() throws InterruptedException {
        Publisher publisher = new Publisher(1, true);
        Agenda agenda = new Agenda();
        ReleaseSchedule schedule =
                start(agenda, publisher, new Pauses(Duration.ofDays(1), Duration.ofDays(2)));
        assertThat(publisher.asked.take()).isEqualTo("schedule: opening");

        schedule.planned(new PlanChanged(null, null, "office.a", "site words"));

        assertThat(publisher.asked.take()).isEqualTo("schedule: opening");
        assertThat(agenda.nothingLeft.take()).isTrue();
    }

    private void start(ReleaseAgenda agenda, Releases publisher) {
        start(agenda, publisher, new Pauses(Duration.ofMillis(1), Duration.ofMillis(4)));
    }

    private ReleaseSchedule start(ReleaseAgenda agenda, Releases publisher, Pauses pauses) {
        ReleaseDesk desk =
                new ReleaseDesk(
                        publisher, new ReleaseHistory(NO_DATABASE, new Visibility(), OPENING));
        ReleaseSchedule schedule = new ReleaseSchedule(agenda, desk, OPENING, pauses);
        schedule.start();
        atTheEnd.add(schedule::destroy);
        atTheEnd.add(desk::destroy);
        return schedule;
    }

    /** Only the opening stands on it, as on that of a site which was released before. */
    private static final class Agenda extends ReleaseAgenda {
        private final BlockingQueue<Boolean> nothingLeft = new LinkedBlockingQueue<>();

        Agenda() {
            super(NO_DATABASE, OPENING, true);
        }

        @Override
        public Optional<Item> due(Instant now, Instant asked) {
            if (asked.isBefore(OPENING.instant())) {
                return Optional.of(new Item(OPENING.instant(), "schedule: opening"));
            }
            nothingLeft.add(true);
            return Optional.empty();
        }

        @Override
        public Optional<Instant> next(Instant now) {
            return Optional.empty();
        }
    }

    private static final class Publisher implements Releases {
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        private final AtomicInteger failures;
        private final boolean changes;

        Publisher(int failures, boolean changes) {
            this.failures = new AtomicInteger(failures);
            this.changes = changes;
        }

        @Override
        public ReleaseReport release(String requestedBy) {
            asked.add(requestedBy);
            if (failures.getAndDecrement() > 0) {
                throw new ReleaseFailed("away");
            }
            return new ReleaseReport(null, changes, 0, 0, 0, 0, 0, true, List.of(), Duration.ZERO);
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
