package org.gongkai.content.notice;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the notices, in the transaction that makes an edition public, and takes what is said to
 * them. Whoever wrote the edition or approved a stage of it does not take note of it for another
 * stage; the database holds that too ({@code notice_is_lawful}). Thread-safe.
 */
@Component
public class Notices {
    private static final int LONGEST_COMMENT = 2000;

    private final JdbcClient jdbc;
    private final NoticeRows rows;
    private final AuditLog audit;
    private final Clock clock;

    Notices(JdbcClient jdbc, NoticeRows rows, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /** Tells each stage that the edition's route tells afterwards; once for an edition. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(EditionMoved moved) {
        if (moved.to() != EditionState.PUBLISHED) {
            return;
        }
        record Told(UUID id, String stage, int edition) {}
        List<Told> told =
                jdbc.sql(
                                """
                                insert into notice (id, edition_id, stage, at)
                                select gen_random_uuid(), e.id, s.stage, :at
                                from edition e join review_route t on t.key = e.route_key and t.version = e.route_version
                                    cross join unnest(t.notified) s(stage)
                                where e.id = :edition
                                on conflict (edition_id, stage) do nothing
                                returning id, stage, (select number from edition where edition.id = edition_id)
                                """)
                        .param("at", OffsetDateTime.now(clock))
                        .param("edition", moved.edition().value())
                        .query(
                                (row, n) ->
                                        new Told(
                                                row.getObject("id", UUID.class),
                                                row.getString("stage"),
                                                row.getInt("number")))
                        .list();
        for (Told each : told) {
            audit.append(
                    moved.document().toString(),
                    "system",
                    "notified",
                    Map.of(
                            "notice", each.id().toString(),
                            "edition", each.edition(),
                            "stage", each.stage()));
        }
    }

    /**
     * Takes note of what became public.
     *
     * @param comment may be empty
     * @throws NotAllowed unless the actor reviews this stage and had no part in the edition
     * @throws NoticeSettled if somebody took note of it before
     */
    @Transactional
    public Notice acknowledge(Actor by, UUID id, String comment) {
        return takeNote(by, id, comment, false);
    }

    /**
     * Takes note of what became public, and asks the office to withdraw it. The office does so, or
     * answers.
     *
     * @param comment why
     * @throws NotAllowed unless the actor reviews this stage and had no part in the edition
     * @throws NoticeSettled if somebody took note of it before
     */
    @Transactional
    public Notice askWithdrawal(Actor by, UUID id, String comment) {
        requireText(comment, "Asking for a withdrawal needs a comment that says why");
        return takeNote(by, id, comment, true);
    }

    /**
     * Says why it stays public although its withdrawal was asked for.
     *
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws NoticeSettled if nobody asked, it was answered, or it is not public any more
     */
    @Transactional
    public Notice answer(Actor by, UUID id, String comment) {
        if (!NoticeRows.inOwnName(by, Role.OFFICE_REVIEWER)) {
            throw new NotAllowed("Office reviewers answer those who ask for a withdrawal");
        }
        requireText(comment, "An answer says why it stays public");
        Notice notice = rows.locked(by, id);
        if (!notice.asking()) {
            throw new NoticeSettled(
                    "Nobody waits for an answer here: its withdrawal was not asked for, was answered, or it is not public any more");
        }
        refuseWordsOnWhatIsErased(id, comment);
        jdbc.sql(
                        "update notice set answered_by = :by, answered_at = :at, answer = :answer where id = :id")
                .param("by", by.id().value())
                .param("at", OffsetDateTime.now(clock))
                .param("answer", comment.strip())
                .param("id", id)
                .update();
        record(by, notice, "kept public", comment);
        return rows.locked(by, id);
    }

    private Notice takeNote(Actor by, UUID id, String comment, boolean asksWithdrawal) {
        requireShort(comment);
        Notice notice = rows.locked(by, id);
        if (!notice.mine()) {
            throw new NotAllowed(
                    "Only a reviewer of the stage %s who neither wrote nor approved this edition takes note of it"
                            .formatted(notice.stage()));
        }
        if (!notice.open()) {
            throw new NoticeSettled(
                    "%s took note of it on %s"
                            .formatted(notice.acknowledgedBy(), notice.acknowledgedAt()));
        }
        refuseWordsOnWhatIsErased(id, comment);
        jdbc.sql(
                        """
                        update notice set acknowledged_by = :by, acknowledged_at = :at, asks_withdrawal = :asks,
                            comment = :comment
                        where id = :id
                        """)
                .param("by", by.id().value())
                .param("at", OffsetDateTime.now(clock))
                .param("asks", asksWithdrawal)
                .param("comment", comment.strip())
                .param("id", id)
                .update();
        record(by, notice, asksWithdrawal ? "withdrawal asked" : "acknowledged", comment);
        return rows.locked(by, id);
    }

    /** They would never be erased with the rest. */
    private void refuseWordsOnWhatIsErased(UUID id, String comment) {
        if (!comment.isBlank()
                && jdbc.sql(
                                """
                                select exists (select from notice n join edition_revision r on r.edition_id = n.edition_id
                                               join revision v on v.digest = r.digest
                                               where n.id = :id and v.erased_at is not null)
                                """)
                        .param("id", id)
                        .query(Boolean.class)
                        .single()) {
            throw new NoticeSettled(
                    "It was withdrawn for privacy and erased, so nothing is written about it any more; take note of it without words");
        }
    }

    private void record(Actor by, Notice notice, String action, String comment) {
        Map<String, Object> detail =
                new HashMap<>(
                        Map.of(
                                "notice", notice.id().toString(),
                                "edition", notice.edition(),
                                "digest", notice.digest(),
                                "stage", notice.stage().name()));
        if (!comment.isBlank()) {
            detail.put("comment", new Words(comment.strip()));
        }
        audit.append(notice.document().toString(), by.account(), action, detail);
    }

    private static void requireText(String comment, String message) {
        if (comment.isBlank()) {
            throw new IllegalArgumentException(message);
        }
        requireShort(comment);
    }

    private static void requireShort(String comment) {
        if (comment.length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException(
                    "A comment has at most %d characters".formatted(LONGEST_COMMENT));
        }
    }
}
