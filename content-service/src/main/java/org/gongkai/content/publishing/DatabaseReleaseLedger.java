package org.gongkai.content.publishing;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.Publication;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseOvertaken;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.ReleaseRequest.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The record of releases beside the editions, so that one transaction marks both (decision 9). */
@Component
public class DatabaseReleaseLedger implements ReleaseLedger {
    private static final Logger log = LoggerFactory.getLogger(DatabaseReleaseLedger.class);

    /** Who asked for a release longer ago may want something else by now. */
    private static final Duration REPEATED = Duration.ofHours(1);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDED = "The process ended before the switch";

    private final JdbcClient jdbc;
    private final Publication publication;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DatabaseReleaseLedger(
            JdbcClient jdbc,
            Publication publication,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.publication = publication;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * There is one release at a time, so one that is still planned here was left by a process that
     * ended.
     */
    @Override
    @Transactional
    public Opened open(ReleaseRequest request) {
        takesThePlaceOfWhatWasInterrupted(request);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(
                        """
                        update release set state = 'FAILED', failure = :ended, closed_at = :at where state = 'PLANNED'
                        """)
                .param("ended", ENDED)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql(
                        """
                        insert into release (number, state, instant, kind, requested_by, back_to, repeats, opened_at)
                        select coalesce(max(number), 0) + 1, 'PLANNED', :at, :kind, :by, :to, :repeats, :at from release
                        returning number, instant
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("kind", request.kind().name())
                .param("by", request.requestedBy())
                .param("to", request.backTo(), Types.BIGINT)
                .param("repeats", request.repeats(), Types.BIGINT)
                .query(
                        (row, n) ->
                                new Opened(
                                        row.getLong("number"),
                                        row.getObject("instant", OffsetDateTime.class).toInstant()))
                .single();
    }

    /**
     * What people asked for since is what they want now. Takedowns do not count, nor what the clock
     * or a section asks for by itself.
     */
    private void takesThePlaceOfWhatWasInterrupted(ReleaseRequest request) {
        if (request.kind() == Kind.TAKEDOWN) {
            return;
        }
        Optional<Long> since =
                jdbc.sql(
                                """
                                select max(number) from release
                                where number > :repeated and kind <> 'TAKEDOWN' and repeats is distinct from :repeated
                                    and requested_by not like 'schedule: %' and requested_by not like 'at once: %'
                                """)
                        .param("repeated", request.repeats(), Types.BIGINT)
                        .query(Long.class)
                        .optional();
        if (since.isPresent()) {
            throw new ReleaseOvertaken(
                    "Release %d was made in the meantime".formatted(since.get()));
        }
        jdbc.sql("update release set to_repeat = false where to_repeat").update();
    }

    @Override
    @Transactional
    public void activating(ReleaseOutcome outcome) {
        reserve(outcome);
        int updated =
                jdbc.sql(
                                """
                                update release set state = 'ACTIVATING', sequence = :sequence, manifest_root = :root,
                                    outcome = :outcome::jsonb, removals = :removals
                                where number = :number and state in ('PLANNED', 'ACTIVATING')
                                """)
                        .param("number", outcome.number())
                        .param("sequence", outcome.sequence())
                        .param("root", HexFormat.of().parseHex(outcome.manifestRoot().hex()))
                        .param("outcome", JSON.writeValueAsString(outcome))
                        .param("removals", !outcome.removed().isEmpty())
                        .update();
        if (updated == 0) {
            throw new IllegalStateException(
                    "Release " + outcome.number() + " is not planned, so it cannot be activated");
        }
    }

    @Override
    @Transactional
    public void activated(long number) {
        Optional<ReleaseOutcome> found =
                outcome("number = :number and state = 'ACTIVATING' for update", number);
        if (found.isEmpty()) {
            return; // recorded before
        }
        ReleaseOutcome outcome = found.get();
        publication.settle(
                Stream.of(
                                outcome.published().stream(),
                                outcome.takenBack().stream(),
                                outcome.restored().stream(),
                                outcome.held().stream().map(Finding::edition))
                        .flatMap(editions -> editions)
                        .filter(Objects::nonNull)
                        .map(EditionId::new)
                        .toList(),
                outcome.removed().stream().map(DocumentId::new).toList());
        Set<DocumentId> back = new HashSet<>();
        for (UUID edition : outcome.takenBack()) {
            publication.takenBack(new EditionId(edition), number).ifPresent(back::add);
        }
        for (UUID edition : outcome.restored()) {
            publication.restored(new EditionId(edition), number, back);
        }
        publication.published(
                outcome.published().stream().map(EditionId::new).toList(),
                number,
                outcome.instant());
        for (Finding finding : outcome.held()) {
            if (finding.edition() != null) {
                publication.held(
                        new EditionId(finding.edition()),
                        number,
                        finding.rule() + ": " + finding.message());
            }
        }
        for (UUID document : outcome.removed()) {
            publication.removed(new DocumentId(document), number);
        }
        audit.append(
                AuditLog.SYSTEM,
                "system",
                "released",
                Map.of(
                        "release", number,
                        "manifest", outcome.manifestRoot().hex(),
                        "published", outcome.published().size(),
                        "removed", outcome.removed().size(),
                        "held", outcome.held().size()));
        jdbc.sql("update release set state = 'RETIRED' where state = 'ACTIVE'").update();
        close(number, "ACTIVE", null);
        events.publishEvent(
                new ReleaseActivated(
                        number,
                        outcome.instant(),
                        outcome.manifestRoot().hex(),
                        outcome.published().size(),
                        outcome.removed().size(),
                        outcome.held().size()));
    }

    @Override
    @Transactional
    public void failed(long number, String reason) {
        publication.standStill(); // whoever is just reserving editions for it is waited for
        close(number, "FAILED", reason);
        publication.unreserve(number);
    }

    /**
     * Also what is being reserved at this moment by a request of the publisher that ended: it is
     * waited for, and taken back.
     */
    @Override
    @Transactional
    public Optional<ReleaseRequest> abandon() {
        publication.standStill();
        jdbc.sql(
                        """
                        select number, kind, requested_by, back_to, repeats from release
                        where state in ('PLANNED', 'ACTIVATING') order by number for update
                        """)
                .query((row, n) -> new Left(row.getLong("number"), request(row)))
                .list()
                .forEach(this::abandon);
        int late =
                jdbc.sql(
                                "update release set to_repeat = false where to_repeat and opened_at < :limit")
                        .param("limit", clock.instant().minus(REPEATED).atOffset(ZoneOffset.UTC))
                        .update();
        if (late > 0) {
            log.warn(
                    "A release that was interrupted more than {} minutes ago is not made again by itself: ask for it",
                    REPEATED.toMinutes());
        }
        return jdbc.sql(
                        """
                        select kind, requested_by, back_to, number as repeats from release where to_repeat
                        """)
                .query((row, n) -> request(row))
                .optional();
    }

    private record Left(long number, ReleaseRequest request) {}

    private void abandon(Left left) {
        Long repeated = left.request().repeats();
        boolean again = left.request().kind() != Kind.TAKEDOWN && repeated == null;
        String failure =
                repeated == null
                        ? ENDED
                        : "%s, as it did for release %d, in whose place this one was made; it is not made again by itself: ask for it"
                                .formatted(ENDED, repeated);
        if (repeated != null) {
            log.error("Release {}: {}", left.number(), failure);
        }
        failed(left.number(), failure);
        if (again) {
            jdbc.sql("update release set to_repeat = false where to_repeat").update();
            jdbc.sql("update release set to_repeat = true where number = :number")
                    .param("number", left.number())
                    .update();
        }
    }

    @Override
    @Transactional
    public void settled(long number) {
        jdbc.sql("update release set to_repeat = false where number = :number and to_repeat")
                .param("number", number)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ReleaseOutcome> interrupted() {
        return outcome("state = 'ACTIVATING' and number >= :number", 0);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ReleaseOutcome> active() {
        return outcome("state = 'ACTIVE' and number >= :number", 0);
    }

    @Override
    @Transactional(readOnly = true)
    public OptionalLong lastRemoval() {
        return jdbc.sql(
                        "select number from release where removals and state in ('ACTIVE', 'RETIRED') order by number desc limit 1")
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private void reserve(ReleaseOutcome outcome) {
        try {
            publication.reserve(
                    outcome.published().stream().map(EditionId::new).toList(), outcome.number());
            publication.reserveReversal(
                    outcome.takenBack().stream().map(EditionId::new).toList(),
                    outcome.restored().stream().map(EditionId::new).toList());
        } catch (org.gongkai.content.document.ReleaseOvertaken e) {
            throw new ReleaseOvertaken(String.valueOf(e.getMessage()));
        }
    }

    private static ReleaseRequest request(ResultSet row) throws SQLException {
        return new ReleaseRequest(
                Kind.valueOf(row.getString("kind")),
                row.getString("requested_by"),
                row.getObject("back_to", Long.class),
                row.getObject("repeats", Long.class));
    }

    private Optional<ReleaseOutcome> outcome(String condition, long number) {
        return jdbc.sql("select outcome from release where " + condition)
                .param("number", number)
                .query((row, n) -> JSON.readValue(row.getString(1), ReleaseOutcome.class))
                .optional();
    }

    private void close(long number, String state, @Nullable String failure) {
        jdbc.sql(
                        "update release set state = :state, failure = :failure, closed_at = :at where number = :number and state in ('PLANNED', 'ACTIVATING')")
                .param("number", number)
                .param("state", state)
                .param("failure", failure)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
