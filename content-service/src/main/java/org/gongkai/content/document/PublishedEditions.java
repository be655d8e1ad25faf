package org.gongkai.content.document;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Marks editions public, all of a release at once: a takedown waits for the release before to be
 * recorded. Every document is locked already.
 */
@Component
class PublishedEditions {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishedEditions(
            JdbcClient jdbc,
            AuditLog audit,
            ChangeLog changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Marks editions public and those before them superseded. The release instant is their public
     * date. What is marked already is passed over.
     */
    void mark(List<EditionId> ids, long release, Instant at) {
        List<Marked> approved =
                marked(
                        """
                        select e.* from unnest(:ids) with ordinality i(id, n) join edition e on e.id = i.id
                        where e.state = 'APPROVED' order by i.n
                        """,
                        ids.stream().map(EditionId::value).toArray(UUID[]::new));
        if (approved.isEmpty()) {
            return;
        }
        UUID[] documents = approved.stream().map(m -> m.document().value()).toArray(UUID[]::new);
        Map<DocumentId, Marked> before = new HashMap<>();
        marked(
                        "select e.* from edition e where e.document_id = any(:ids) and e.state = 'PUBLISHED'",
                        documents)
                .forEach(live -> before.put(live.document(), live));
        jdbc.sql(
                        "update edition set state = 'SUPERSEDED', changed_at = :now, version = version + 1 where id = any(:ids)")
                .param("now", Editions.timestamp(clock.instant()))
                .param("ids", ids(before.values()))
                .update();
        jdbc.sql(
                        """
                        update edition set state = 'PUBLISHED', published_at = :at, release_number = :release,
                            due_at = null, changed_at = :now, version = version + 1
                        where id = any(:ids)
                        """)
                .param("at", Editions.timestamp(at))
                .param("release", release)
                .param("now", Editions.timestamp(clock.instant()))
                .param("ids", ids(approved))
                .update();
        jdbc.sql(
                        "update document set first_published_at = :at where id = any(:ids) and first_published_at is null")
                .param("at", Editions.timestamp(at))
                .param("ids", documents)
                .update();
        tell(approved, before, release);
    }

    /** What record, change log and listeners learn of editions that became public. */
    private void tell(List<Marked> approved, Map<DocumentId, Marked> before, long release) {
        List<AuditLog.Act> acts = new ArrayList<>();
        List<ChangeLog.Change> logged = new ArrayList<>();
        List<EditionMoved> moves = new ArrayList<>();
        for (Marked edition : approved) {
            Marked live = before.get(edition.document());
            if (live != null) {
                acts.add(act(live, "superseded", release));
                logged.add(live.change(ChangeLog.Kind.SUPERSEDED));
                moves.add(live.moved(EditionState.SUPERSEDED, "superseded"));
            }
            acts.add(act(edition, "published", release));
            logged.add(edition.change(ChangeLog.Kind.PUBLISHED));
            moves.add(edition.moved(EditionState.PUBLISHED, "published"));
        }
        audit.append(acts);
        changes.append(logged);
        moves.forEach(events::publishEvent);
    }

    private List<Marked> marked(String query, UUID[] ids) {
        return jdbc.sql(query).param("ids", ids).query((row, n) -> Marked.of(row)).list();
    }

    private static UUID[] ids(Collection<Marked> editions) {
        return editions.stream().map(each -> each.edition().value()).toArray(UUID[]::new);
    }

    /** An edition as it was before it was marked. */
    private record Marked(
            DocumentId document,
            EditionId edition,
            int number,
            Digest digest,
            EditionState state,
            @Nullable ReviewStage stage) {

        static Marked of(ResultSet row) throws SQLException {
            String stage = row.getString("stage");
            return new Marked(
                    new DocumentId(row.getObject("document_id", UUID.class)),
                    new EditionId(row.getObject("id", UUID.class)),
                    row.getInt("number"),
                    Digest.ofComputed(row.getBytes("digest")),
                    EditionState.valueOf(row.getString("state")),
                    stage == null ? null : ReviewStage.valueOf(stage));
        }

        ChangeLog.Change change(ChangeLog.Kind kind) {
            return new ChangeLog.Change(kind, document, edition, digest);
        }

        EditionMoved moved(EditionState to, String action) {
            return new EditionMoved(document, edition, state, to, stage, action, Publication.BY);
        }
    }

    private static AuditLog.Act act(Marked edition, String action, long release) {
        return act(edition.document(), edition.number(), edition.digest(), action, release);
    }

    /** What the record says of an edition that a release did something to. */
    static AuditLog.Act act(
            DocumentId document, int number, Digest digest, String action, long release) {
        return new AuditLog.Act(
                document.toString(),
                Publication.BY,
                action,
                Map.of("edition", number, "release", release, "digest", digest.hex()));
    }
}
