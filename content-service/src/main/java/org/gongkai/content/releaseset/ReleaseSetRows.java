package org.gongkai.content.releaseset;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The store of release sets and their members. */
@Repository
class ReleaseSetRows {
    static final String SELECT =
            """
            select s.*, c.account as creator, h.account as changer
            from release_set s join person c on c.id = s.created_by join person h on h.id = s.changed_by
            """;

    private final JdbcClient jdbc;

    ReleaseSetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits until no release is being recorded and nobody else changes a set, until the transaction
     * ends. Always the first lock of a transaction.
     */
    void standStill() {
        jdbc.sql("select release_sets_stand_still()").query((row, n) -> true).single();
    }

    /** Locks documents, so that none of them is submitted or published meanwhile. */
    void lock(Collection<DocumentId> documents) {
        jdbc.sql("select id from document where id = any(:ids) order by id for update")
                .param("ids", ids(documents))
                .query(UUID.class)
                .list();
    }

    Optional<ReleaseSet> find(ReleaseSetId id) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("id", id.value())
                .query((row, n) -> set(row))
                .optional();
    }

    /** The set to which a document belongs. */
    Optional<ReleaseSet> of(DocumentId document) {
        return jdbc.sql(
                        SELECT
                                + "where s.id = (select m.set_id from release_set_member m where m.document_id = :document)")
                .param("document", document.value())
                .query((row, n) -> set(row))
                .optional();
    }

    /** The members in the order in which they came. */
    List<DocumentId> members(ReleaseSetId id) {
        return jdbc.sql(
                        """
                        select m.document_id from release_set_member m where m.set_id = :id
                        order by m.added_at, m.document_id
                        """)
                .param("id", id.value())
                .query((row, n) -> new DocumentId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Whether a release makes one of these public at this moment. */
    boolean releasing(Collection<DocumentId> documents) {
        return jdbc.sql(
                        """
                        select exists (select 1 from edition e
                                       where e.document_id = any(:ids) and e.state = 'APPROVED' and e.release_number is not null)
                        """)
                .param("ids", ids(documents))
                .query(Boolean.class)
                .single();
    }

    ReleaseSetId insert(String name, @Nullable UnitKey unit, Actor by, Instant at) {
        ReleaseSetId id = new ReleaseSetId(UUID.randomUUID());
        jdbc.sql(
                        """
                        insert into release_set (id, name, unit_key, created_by, created_at, changed_by, changed_at)
                        values (:id, :name, :unit, :by, :at, :by, :at)
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("unit", unit == null ? null : unit.value())
                .param("by", by.id().value())
                .param("at", timestamp(at))
                .update();
        return id;
    }

    void insert(ReleaseSetId id, DocumentId member, Actor by, Instant at) {
        jdbc.sql(
                        """
                        insert into release_set_member (document_id, set_id, added_by, added_at)
                        values (:document, :set, :by, :at)
                        """)
                .param("document", member.value())
                .param("set", id.value())
                .param("by", by.id().value())
                .param("at", timestamp(at))
                .update();
    }

    void delete(Collection<DocumentId> members) {
        jdbc.sql("delete from release_set_member where document_id = any(:ids)")
                .param("ids", ids(members))
                .update();
    }

    /** Counts a change of the members, and who made it. */
    void changed(ReleaseSetId id, Actor by, Instant at) {
        jdbc.sql(
                        """
                        update release_set set version = version + 1, changed_by = :by, changed_at = :at where id = :id
                        """)
                .param("by", by.id().value())
                .param("at", timestamp(at))
                .param("id", id.value())
                .update();
    }

    void dissolved(ReleaseSetId id, Instant at) {
        jdbc.sql("update release_set set dissolved_at = :at where id = :id")
                .param("at", timestamp(at))
                .param("id", id.value())
                .update();
    }

    static ReleaseSet set(ResultSet row) throws SQLException {
        String unit = row.getString("unit_key");
        return new ReleaseSet(
                new ReleaseSetId(row.getObject("id", UUID.class)),
                row.getString("name"),
                unit == null ? null : new UnitKey(unit),
                row.getLong("version"),
                row.getString("creator"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("changer"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                instant(row, "dissolved_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static UUID[] ids(Collection<DocumentId> documents) {
        return documents.stream().map(DocumentId::value).toArray(UUID[]::new);
    }
}
