package org.gongkai.content.erasure;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.OpenEditions;
import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The record of erasures. The database itself adds one with each withdrawal for privacy, and erases
 * the content; here is said when, and audited. Thread-safe.
 */
@Component
public class Erasures {
    private static final String BY = "system";
    private static final String SELECT =
            """
            select x.*, d.path, coalesce((
                select a.actor from audit_entry a
                where a.chain = x.document_id::text and a.action = 'withdrawn'
                    and (a.detail::json ->> 'edition')::int = e.number
                order by a.position desc limit 1), 'system') as asked_by
            from erasure x
                join document d on d.id = x.document_id
                join edition e on e.id = x.edition_id
            """;

    private static final List<Role> MAY_SEE =
            List.of(Role.SUPERVISOR, Role.OFFICE_REVIEWER, Role.PUBLISHER);

    private final JdbcClient jdbc;
    private final OpenEditions openEditions;
    private final AuditLog audit;
    private final Clock clock;

    Erasures(JdbcClient jdbc, OpenEditions openEditions, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.openEditions = openEditions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A page of all erasures, newest first.
     *
     * @param page from 1
     * @param size 1 to {@link Page#MOST}
     * @throws NotAllowed unless the actor is a supervisor, or may withdraw
     */
    @Transactional(readOnly = true)
    public Page<Erasure> all(Actor by, int page, int size) {
        if (MAY_SEE.stream().noneMatch(by::holds)) {
            throw new NotAllowed(
                    "Erasures are shown to supervisors, office reviewers and publishers; you hold none of these roles.");
        }
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to %d items, not page %d of %d"
                            .formatted(Page.MOST, page, size));
        }
        long total = jdbc.sql("select count(*) from erasure").query(Long.class).single();
        return new Page<>(
                list(
                        "order by x.asked_at desc, x.edition_id limit %d offset %d"
                                .formatted(size, (page - 1L) * size)),
                page,
                size,
                total);
    }

    /** What is not done yet, oldest first. */
    @Transactional(readOnly = true)
    List<Erasure> unfinished() {
        return list("where x.state <> 'DONE' order by x.asked_at, x.edition_id");
    }

    /**
     * Erases the content from the database, once its document is off the site.
     *
     * @return the erasure as it is then; still waiting if the document may be on the site
     */
    @Transactional
    Erasure eraseRecords(Erasure waiting) {
        if (!offTheSite(waiting.edition())
                || !openEditions.discard(waiting.document(), waiting.edition())) {
            return waiting;
        }
        jdbc.sql("select erase_records(:edition, :at)")
                .param("edition", waiting.edition().value())
                .param("at", now())
                .query((row, n) -> true)
                .single();
        Erasure erased = find(waiting.edition());
        audit.append(
                erased.document().toString(),
                BY,
                "erased",
                Map.of(
                        "withdrawnBy", erased.askedBy(),
                        "revisions", erased.revisions().stream().map(Digest::hex).toList(),
                        "assets", erased.assets().stream().map(Digest::hex).toList()));
        return erased;
    }

    /** Records that files and kept releases hold nothing of it any more. */
    @Transactional
    Erasure erasedFromReleases(Erasure erasure, int objects) {
        return advance(
                erasure,
                Erasure.State.RELEASES,
                "erased from releases",
                Map.of("objects", objects));
    }

    /** Records that nothing that we keep holds it any more. */
    @Transactional
    Erasure finished(Erasure erasure) {
        return advance(erasure, Erasure.State.DONE, "erased everywhere", Map.of());
    }

    private Erasure advance(
            Erasure erasure, Erasure.State state, String action, Map<String, ?> detail) {
        jdbc.sql(
                        """
                        update erasure set state = :state, finished_at = case when :state = 'DONE' then :at::timestamptz end
                        where edition_id = :edition
                        """)
                .param("state", state.name())
                .param("at", now())
                .param("edition", erasure.edition().value())
                .update();
        audit.append(erasure.document().toString(), BY, action, detail);
        return find(erasure.edition());
    }

    private boolean offTheSite(EditionId edition) {
        return jdbc.sql("select removed_in(:edition) is not null")
                .param("edition", edition.value())
                .query(Boolean.class)
                .single();
    }

    private Erasure find(EditionId edition) {
        return jdbc.sql(SELECT + "where x.edition_id = :edition")
                .param("edition", edition.value())
                .query((row, n) -> erasure(row))
                .single();
    }

    private List<Erasure> list(String rest) {
        return jdbc.sql(SELECT + rest).query((row, n) -> erasure(row)).list();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                new DocumentId(row.getObject("document_id", UUID.class)),
                new EditionId(row.getObject("edition_id", UUID.class)),
                row.getString("path"),
                Erasure.State.valueOf(row.getString("state")),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("removed_in", Long.class),
                digests(row.getArray("revisions")),
                digests(row.getArray("assets")),
                instant(row, "erased_at"),
                instant(row, "finished_at"));
    }

    private static List<Digest> digests(Array array) throws SQLException {
        return Arrays.stream((byte[][]) array.getArray()).map(Digest::ofComputed).toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
