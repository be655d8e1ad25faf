package org.gongkai.content.notice;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The notices that a person may see: those for a stage that the person reviews; for the office and
 * publishers also those that ask for a withdrawal; for supervisors all. Thread-safe.
 */
@Repository
public class NoticeRows {
    private static final String FROM =
            """
            from notice n join edition e on e.id = n.edition_id join document d on d.id = e.document_id
            """;
    private static final String REVIEWS =
            """
            ((n.stage = 'UNIT_REVIEW' and d.unit_key = any(:reviewsFor)) or (n.stage = 'OFFICE_REVIEW' and :office)
                or (n.stage = 'MUNICIPAL_PRE_REVIEW' and :municipal))
            """;
    private static final String VISIBLE =
            " where (" + REVIEWS + " or :supervisor or (n.asks_withdrawal and :withdraws))";
    private static final String SELECT =
            """
            select n.*, d.id as document, d.section_key, d.unit_key, d.kind, d.path, e.title, e.number, e.state, e.digest,
                a.name as acknowledged_name, w.name as answered_name,
                %s and not wrote(people_behind(:person), e.id)
                    and not exists (select from approval v where v.edition_id = e.id and v.verdict = 'APPROVE'
                                    and people_behind(v) && people_behind(:person)) as mine
            %s left join person a on a.id = n.acknowledged_by left join person w on w.id = n.answered_by
            """
                    .formatted(REVIEWS, FROM);

    private final JdbcClient jdbc;

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which notices are asked for. */
    public enum Which {
        ALL("true"),
        /** That nobody has taken note of. */
        OPEN("n.acknowledged_by is null"),
        /** That ask for a withdrawal of what is still public, without an answer. */
        ASKING("n.asks_withdrawal and n.answered_by is null and e.state = 'PUBLISHED'");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    /**
     * A page of notices: what waits for somebody longest waiting first, otherwise the newest first.
     *
     * @param page from 1
     * @param size 1 to {@link Page#MOST}
     */
    @Transactional(readOnly = true)
    public Page<Notice> list(Actor actor, Which which, int page, int size) {
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to %d items, not page %d of %d"
                            .formatted(Page.MOST, page, size));
        }
        Map<String, Object> params = params(actor);
        String where = VISIBLE + " and " + which.condition;
        long total =
                jdbc.sql("select count(*) " + FROM + where)
                        .params(params)
                        .query(Long.class)
                        .single();
        params.put("limit", size);
        params.put("offset", (long) (page - 1) * size);
        String order = which == Which.ALL ? "n.at desc, n.id" : "n.at, n.id";
        return new Page<>(
                jdbc.sql(SELECT + where + " order by " + order + " limit :limit offset :offset")
                        .params(params)
                        .query((row, n) -> notice(row))
                        .list(),
                page,
                size,
                total);
    }

    /**
     * Locks a notice until the transaction ends.
     *
     * @throws NoSuchNotice if there is none, or the person may not see it
     */
    Notice locked(Actor actor, UUID id) {
        return jdbc.sql(SELECT + VISIBLE + " and n.id = :id for update of n")
                .params(params(actor))
                .param("id", id)
                .query((row, n) -> notice(row))
                .optional()
                .orElseThrow(() -> new NoSuchNotice(id));
    }

    private static Map<String, Object> params(Actor actor) {
        Map<String, Object> params = new HashMap<>();
        params.put("person", actor.id().value());
        params.put(
                "reviewsFor",
                actor.grants().stream()
                        .filter(grant -> grant.role() == Role.UNIT_REVIEWER)
                        .map(grant -> String.valueOf(grant.unit()))
                        .toArray(String[]::new));
        params.put("office", inOwnName(actor, Role.OFFICE_REVIEWER));
        params.put("municipal", inOwnName(actor, Role.MUNICIPAL_REVIEWER));
        params.put("supervisor", inOwnName(actor, Role.SUPERVISOR));
        params.put(
                "withdraws",
                inOwnName(actor, Role.OFFICE_REVIEWER) || inOwnName(actor, Role.PUBLISHER));
        return params;
    }

    /** A delegation hands on reviews; a notice is taken note of in the own name. */
    static boolean inOwnName(Actor actor, Role role) {
        return actor.grants().contains(new Actor.Grant(role, null));
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                row.getObject("document", UUID.class),
                row.getString("title"),
                row.getString("section_key"),
                row.getString("unit_key"),
                row.getString("kind"),
                row.getString("path"),
                row.getInt("number"),
                row.getString("state"),
                java.util.HexFormat.of().formatHex(row.getBytes("digest")),
                ReviewStage.valueOf(row.getString("stage")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("acknowledged_name"),
                instant(row, "acknowledged_at"),
                row.getBoolean("asks_withdrawal"),
                row.getString("comment"),
                row.getString("answered_name"),
                instant(row, "answered_at"),
                row.getString("answer"),
                row.getBoolean("mine"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
