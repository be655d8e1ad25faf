package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lists of documents. Each is read from the top of an index, in its order, until the page is full:
 * its cost is that of the page, not of the database. So nothing is counted further than {@link
 * #COUNTED}, or than the page that is asked for.
 */
@Component
class DocumentLists {
    /** Up to so many documents a list is counted exactly. */
    static final int COUNTED = 1_000;

    /** A line of a list; editions {@code e} of documents {@code d}. */
    static final String COLUMNS =
            """
            d.id, d.kind, d.section_key, d.unit_key, d.path, d.first_published_at,
                e.number, e.state, e.stage, e.version, e.submitted_at, e.changed_at,
                e.due_at, e.late_at, e.late_consented_by,
                exists (select from edition l where l.document_id = d.id and l.state = 'PUBLISHED') as live,
                (select m.set_id from release_set_member m where m.document_id = d.id) as release_set
            """;

    private final JdbcClient jdbc;
    private final Visibility visibility;
    private final HandedIn handedIn;
    private final Deadlines deadlines;

    DocumentLists(JdbcClient jdbc, Visibility visibility, HandedIn handedIn, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.visibility = visibility;
        this.handedIn = handedIn;
        this.deadlines = deadlines;
    }

    /** A page as {@link DocumentQueries#list} gives it. */
    Page<DocumentSummary> page(
            Actor actor, DocumentFilter filter, DocumentOrder asked, int page, int size) {
        DocumentOrder order = visibility.overseer(actor) ? asked.shown() : asked;
        Today today = deadlines.today();
        DocumentSelection selection =
                DocumentSelection.of(actor, filter, today.now(), visibility, this::accounts);
        if (selection.parts().isEmpty()) {
            return new Page<>(List.of(), page, size, 0, false);
        }
        long offset = (long) (page - 1) * size;
        long counted = Math.max(COUNTED, offset + size);
        List<Found> found =
                jdbc.sql(selection.page(order, offset, size, counted + 1))
                        .params(selection.params())
                        .query((row, n) -> new Found(row.getLong("found"), summary(row, today)))
                        .list();
        long total = found.isEmpty() ? count(selection, order, offset) : found.getFirst().total();
        return new Page<>(
                handedIn.inPlaceOfDrafts(
                        actor, found.stream().map(Found::document).toList(), today),
                page,
                size,
                Math.min(total, counted),
                total > counted);
    }

    /** All accounts behind which one of these people stands. */
    private UUID[] accounts(Set<PersonId> people) {
        return jdbc.sql("select id from person where people_behind(id) && :people")
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .toArray(UUID[]::new);
    }

    private record Found(long total, DocumentSummary document) {}

    /** Of a page beyond the last. */
    private long count(DocumentSelection selection, DocumentOrder order, long most) {
        return most == 0
                ? 0
                : jdbc.sql("select count(*) from (" + selection.found(order, most) + ") found")
                        .params(selection.params())
                        .query(Long.class)
                        .single();
    }

    /** A row of {@link #COLUMNS} with {@code title} and {@code digest}. */
    static DocumentSummary summary(ResultSet row, Today today) throws SQLException {
        String stage = row.getString("stage");
        Instant due = Editions.instant(row, "due_at");
        EditionState state = EditionState.valueOf(row.getString("state"));
        boolean late = row.getObject("late_at") != null;
        return new DocumentSummary(
                new DocumentId(row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getString("section_key"),
                row.getString("unit_key"),
                row.getString("path"),
                row.getString("title"),
                row.getInt("number"),
                state,
                stage == null ? null : ReviewStage.valueOf(stage),
                Digest.ofComputed(row.getBytes("digest")).hex(),
                new Version(row.getInt("number"), row.getLong("version")).toString(),
                row.getBoolean("live"),
                Editions.instant(row, "first_published_at"),
                Editions.instant(row, "submitted_at"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                due,
                today.workingDaysLeft(due),
                today.late(due),
                late,
                late
                        && row.getObject("late_consented_by") == null
                        && state == EditionState.IN_REVIEW,
                row.getObject("release_set", UUID.class));
    }
}
