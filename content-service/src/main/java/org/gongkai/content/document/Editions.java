package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewRouteRows;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The store of editions. Every call belongs to a transaction that holds the lock of the document.
 */
@Repository
class Editions {
    private static final String SELECT =
            """
            select e.*, d.unit_key, t.stages, t.allowances, t.notified
            from edition e
                join document d on d.id = e.document_id
                join review_route t on t.key = e.route_key and t.version = e.route_version
            """;

    private final JdbcClient jdbc;
    private final Verdicts verdicts;
    private final BypassRows bypasses;
    private final DueDates due;

    Editions(JdbcClient jdbc, Verdicts verdicts, BypassRows bypasses, DueDates due) {
        this.jdbc = jdbc;
        this.verdicts = verdicts;
        this.bypasses = bypasses;
        this.due = due;
    }

    /** An edition as it is stored, with the count of its changes. */
    record Stored(Edition edition, Version version) {}

    Optional<Stored> latest(DocumentId document) {
        return find(SELECT + "where e.document_id = :id and e.latest", document.value());
    }

    Optional<Stored> live(DocumentId document) {
        return find(
                SELECT + "where e.document_id = :id and e.state = 'PUBLISHED'", document.value());
    }

    Optional<Stored> byId(EditionId edition) {
        return find(SELECT + "where e.id = :id", edition.value());
    }

    Optional<Stored> byNumber(DocumentId document, int number) {
        return jdbc.sql(SELECT + "where e.document_id = :id and e.number = :number")
                .param("id", document.value())
                .param("number", number)
                .query((row, n) -> stored(row))
                .optional();
    }

    /** Who changed the edition last, and when: what its document's history says of it. */
    LastChange lastChange(Edition edition) {
        return jdbc.sql(
                        """
                        select coalesce(a.actor, 'system') as account, coalesce(p.name, a.actor, 'system') as name,
                            coalesce(a.at, e.changed_at) as at, e.version
                        from edition e
                            left join lateral (
                                select * from audit_entry
                                where chain = :chain and (detail::json ->> 'edition')::int = e.number
                                    and action not in ('due date moved', 'notified', 'acknowledged', 'withdrawal asked',
                                                       'kept public', 'approved afterwards')
                                order by position desc limit 1) a on true
                            left join person p on p.account = a.actor
                        where e.id = :id
                        """)
                .param("chain", edition.document().toString())
                .param("id", edition.id().value())
                .query(
                        (row, n) ->
                                new LastChange(
                                        row.getString("account"),
                                        row.getString("name"),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        new Version(edition.number(), row.getLong("version"))))
                .single();
    }

    void insert(Edition edition, Content content, Actor by, Instant at) {
        jdbc.sql("update edition set latest = false where document_id = :document and latest")
                .param("document", edition.document().value())
                .update();
        jdbc.sql(
                        """
                        insert into edition (id, document_id, number, state, revision, digest, title, not_before,
                                             route_key, route_version, opened_at, changed_at, due_at)
                        values (:id, :document, :number, :state, :revision, :digest, :title, :notBefore,
                                :route, :routeVersion, :at, :at, :due)
                        """)
                .param("id", edition.id().value())
                .param("document", edition.document().value())
                .param("number", edition.number())
                .param("state", edition.state().name())
                .param("revision", edition.revision())
                .param("digest", edition.digest().bytes())
                .param("title", content.title())
                .param("notBefore", timestamp(content.notBefore()))
                .param("route", edition.route().key())
                .param("routeVersion", edition.route().version())
                .param("at", timestamp(at))
                .param("due", timestamp(due.ofNew(edition, content, at)))
                .update();
        history(edition, by, at);
        authors(edition);
    }

    /** Stores a changed revision of an edition. */
    void revise(Edition edition, Content content, Actor by, Instant at) {
        history(edition, by, at);
        jdbc.sql(
                        "update edition set revision = :revision, digest = :digest, title = :title, not_before = :notBefore where id = :id")
                .param("id", edition.id().value())
                .param("revision", edition.revision())
                .param("digest", edition.digest().bytes())
                .param("title", content.title())
                .param("notBefore", timestamp(content.notBefore()))
                .update();
    }

    /** Stores where an edition stands, and returns its new version. */
    Version update(Edition edition, Instant at) {
        authors(edition);
        if (edition.state() == EditionState.RETURNED) {
            bypasses.end(edition.id(), at);
        }
        LateMark late = edition.late();
        PersonId consented = late == null ? null : late.consentedBy();
        long change =
                jdbc.sql(
                                """
                                update edition set state = :state, stage = :stage, submitted_at = :submittedAt,
                                    approved_at = :approvedAt, held_reason = :heldReason,
                                    withdrawal_reason = :withdrawalReason,
                                    due_at = :due, late_at = :lateAt, late_reason = :lateReason,
                                    late_consented_by = :consentedBy, late_consented_at = :consentedAt,
                                    withdrawn_at = case when :state = 'WITHDRAWN' then coalesce(withdrawn_at, :at) end,
                                    changed_at = :at, version = version + 1
                                where id = :id
                                returning version
                                """)
                        .param("id", edition.id().value())
                        .param("state", edition.state().name())
                        .param("stage", name(edition.stage()))
                        .param("submittedAt", timestamp(edition.submittedAt()))
                        .param("approvedAt", timestamp(edition.approvedAt()))
                        .param("heldReason", edition.heldReason())
                        .param("withdrawalReason", name(edition.withdrawalReason()))
                        .param("due", timestamp(due.of(edition)))
                        .param("lateAt", timestamp(late == null ? null : late.at()))
                        .param("lateReason", late == null ? null : late.reason())
                        .param("consentedBy", consented == null ? null : consented.value())
                        .param("consentedAt", timestamp(late == null ? null : late.consentedAt()))
                        .param("at", timestamp(at))
                        .query(Long.class)
                        .single();
        return new Version(edition.number(), change);
    }

    private void history(Edition edition, Actor by, Instant at) {
        jdbc.sql(
                        """
                        insert into edition_revision (edition_id, ordinal, digest, saved_by, saved_at)
                        values (:edition, :ordinal, :digest, :by, :at)
                        """)
                .param("edition", edition.id().value())
                .param("ordinal", edition.revision())
                .param("digest", edition.digest().bytes())
                .param("by", by.id().value())
                .param("at", timestamp(at))
                .update();
    }

    /** Whether this account is known as an author of the edition. */
    boolean wrote(Edition edition, Actor by) {
        return jdbc.sql(
                        "select exists (select 1 from edition_author where edition_id = :edition and person_id = :person)")
                .param("edition", edition.id().value())
                .param("person", by.id().value())
                .query(Boolean.class)
                .single();
    }

    private void authors(Edition edition) {
        for (PersonId author : edition.newAuthors()) {
            jdbc.sql(
                            "insert into edition_author (edition_id, person_id) values (:edition, :person) on conflict do nothing")
                    .param("edition", edition.id().value())
                    .param("person", author.value())
                    .update();
        }
    }

    private Optional<Stored> find(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query((row, n) -> stored(row)).optional();
    }

    private Stored stored(ResultSet row) throws SQLException {
        EditionId id = new EditionId(row.getObject("id", UUID.class));
        String stage = row.getString("stage");
        Edition edition =
                new Edition(
                        id,
                        new DocumentId(row.getObject("document_id", UUID.class)),
                        new UnitKey(row.getString("unit_key")),
                        row.getInt("number"),
                        ReviewRouteRows.read(row, "route_key", "route_version"),
                        EditionState.valueOf(row.getString("state")),
                        stage == null ? null : ReviewStage.valueOf(stage),
                        row.getInt("revision"),
                        Digest.ofComputed(row.getBytes("digest")),
                        authorsOf(id),
                        verdicts.on(id),
                        instant(row, "submitted_at"),
                        instant(row, "approved_at"),
                        row.getString("held_reason"),
                        row.getObject("release_number") != null,
                        bypasses.open(id).orElse(null));
        late(row).ifPresent(edition::late);
        return new Stored(edition, new Version(row.getInt("number"), row.getLong("version")));
    }

    private static Optional<LateMark> late(ResultSet row) throws SQLException {
        Instant at = instant(row, "late_at");
        UUID by = row.getObject("late_consented_by", UUID.class);
        return at == null
                ? Optional.empty()
                : Optional.of(
                        new LateMark(
                                at,
                                row.getString("late_reason"),
                                by == null ? null : new PersonId(by),
                                instant(row, "late_consented_at")));
    }

    /** The real people who wrote at it. */
    private Set<PersonId> authorsOf(EditionId edition) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select distinct unnest(people_behind(person_id)) from edition_author
                                where edition_id = :edition
                                """)
                        .param("edition", edition.value())
                        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                        .list());
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
