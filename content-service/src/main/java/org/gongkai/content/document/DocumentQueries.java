package org.gongkai.content.document;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Timetable;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The read side: lists and views, each only of what the person who asks may see. */
@Service
@Transactional(readOnly = true)
public class DocumentQueries {
    private static final String SUMMARY =
            "select e.title, e.digest, "
                    + DocumentLists.COLUMNS
                    + " from edition e join document d on d.id = e.document_id";

    private final JdbcClient jdbc;
    private final DocumentLists lists;
    private final Editions editions;
    private final Revisions revisions;
    private final Writing writing;
    private final Visibility visibility;
    private final HandedIn handedIn;
    private final DueDates due;
    private final Deadlines deadlines;
    private final Withdrawals withdrawals;
    private final AuditLog audit;
    private final Bypasses emergencies;

    DocumentQueries(
            JdbcClient jdbc,
            DocumentLists lists,
            Editions editions,
            Revisions revisions,
            Writing writing,
            Visibility visibility,
            HandedIn handedIn,
            DueDates due,
            Deadlines deadlines,
            Withdrawals withdrawals,
            AuditLog audit,
            Bypasses emergencies) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.editions = editions;
        this.revisions = revisions;
        this.writing = writing;
        this.visibility = visibility;
        this.handedIn = handedIn;
        this.due = due;
        this.deadlines = deadlines;
        this.withdrawals = withdrawals;
        this.audit = audit;
        this.emergencies = emergencies;
    }

    /**
     * A page of documents, what was changed last first; what waits for somebody, or is late, is
     * listed most urgent first, then longest waiting first.
     *
     * @param page from 1
     * @param size 1 to {@link Page#MOST}
     */
    public Page<DocumentSummary> list(Actor actor, DocumentFilter filter, int page, int size) {
        return list(
                actor,
                filter,
                filter.waiting() || filter.late() ? DocumentOrder.URGENT : DocumentOrder.NEWEST,
                page,
                size);
    }

    /** The same in another order. */
    public Page<DocumentSummary> list(
            Actor actor, DocumentFilter filter, DocumentOrder order, int page, int size) {
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to "
                            + Page.MOST
                            + " items, not page "
                            + page
                            + " of "
                            + size);
        }
        return lists.page(actor, filter, order, page, size);
    }

    /**
     * Lets pass who may see the document, and returns its unit.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    UnitKey requireVisible(Actor actor, DocumentId id) {
        return jdbc.sql(
                        """
                        select d.unit_key, exists (
                            select 1 from edition e where e.document_id = d.id and e.handed_in_revision is not null) as handed_in
                        from document d where d.id = :id
                        """)
                .param("id", id.value())
                .query(
                        (row, n) -> {
                            UnitKey unit = new UnitKey(row.getString("unit_key"));
                            visibility.require(actor, id, unit, row.getBoolean("handed_in"));
                            return unit;
                        })
                .optional()
                .orElseThrow(() -> new NoSuchDocument(id));
    }

    /**
     * A document as this person sees it.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    public DocumentView view(Actor actor, DocumentId id) {
        Edition edition = visible(actor, id);
        Today today = deadlines.today();
        DocumentSummary summary =
                handedIn.inPlaceOfDrafts(
                                actor,
                                jdbc.sql(SUMMARY + " where e.id = :edition")
                                        .param("edition", edition.id().value())
                                        .query((row, n) -> DocumentLists.summary(row, today))
                                        .list(),
                                today)
                        .getFirst();
        Optional<Content> kept = revisions.content(new Digest(summary.digest()));
        Content content = kept.orElseGet(() -> Content.erased(summary));
        Map<Verb, Refusal> refusals = edition.permissions().refusals(actor);
        if (summary.live() && edition.state() != EditionState.PUBLISHED) {
            editions.live(id)
                    .ifPresent(
                            live ->
                                    live.edition()
                                            .permissions()
                                            .refuse(Verb.WITHDRAW, actor)
                                            .ifPresentOrElse(
                                                    refusal -> refusals.put(Verb.WITHDRAW, refusal),
                                                    () -> refusals.remove(Verb.WITHDRAW)));
        }
        if (!edition.state().open() && actor.holds(Role.EDITOR, edition.unit())) {
            refusals.remove(Verb.SAVE);
        }
        return new DocumentView(
                summary,
                content,
                edition.route().stages(),
                given(edition),
                refusals,
                edition.state().editable() ? writing.shortcomings(content) : List.of(),
                edition.heldReason(),
                deadline(edition, summary, today),
                lateSubmission(edition),
                emergencies.of(edition),
                releaseSet(summary),
                withdrawals.posted(id).orElse(null),
                kept.isEmpty());
    }

    /**
     * Why this person cannot do something with a document; empty if it is possible.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    public Optional<Refusal> refusal(Actor actor, DocumentId id, Verb verb) {
        return visible(actor, id).permissions().refuse(verb, actor);
    }

    private DocumentView.@Nullable ReleaseSetName releaseSet(DocumentSummary summary) {
        UUID set = summary.releaseSet();
        return set == null
                ? null
                : jdbc.sql("select name from release_set where id = :id")
                        .param("id", set)
                        .query((row, n) -> new DocumentView.ReleaseSetName(set, row.getString(1)))
                        .single();
    }

    private DocumentView.Deadline deadline(Edition edition, DocumentSummary summary, Today today) {
        Timetable dates = due.timetable(edition);
        return new DocumentView.Deadline(
                summary.dueAt(),
                summary.workingDaysLeft(),
                summary.late(),
                edition.state().editable()
                        && DueDates.cutOff(edition, dates).filter(today::late).isPresent(),
                dates.submission(),
                dates.stages(),
                dates.publication(),
                dates.warnings());
    }

    private DocumentView.@Nullable LateSubmission lateSubmission(Edition edition) {
        LateMark late = edition.late();
        if (late == null) {
            return null;
        }
        PersonId by = late.consentedBy();
        return new DocumentView.LateSubmission(
                late.at(),
                late.reason(),
                by == null
                        ? null
                        : jdbc.sql("select name from person where id = :id")
                                .param("id", by.value())
                                .query(String.class)
                                .single(),
                late.consentedAt());
    }

    /**
     * The latest edition; for those who oversee all units the live one, or the last that was handed
     * in, while its successor is not.
     */
    private Edition visible(Actor actor, DocumentId id) {
        Editions.Stored latest = editions.latest(id).orElseThrow(() -> new NoSuchDocument(id));
        visibility.require(actor, id, latest.edition().unit(), true);
        return handedIn.seen(actor, latest).edition();
    }

    /** The document's history, oldest first; for those outside the unit without its drafts. */
    public List<AuditEntry> history(Actor actor, DocumentId id) {
        boolean all = HandedIn.seesDrafts(actor, requireVisible(actor, id));
        List<AuditEntry> chain = audit.told(id.toString());
        return all ? chain : handedIn.withoutDrafts(id, chain);
    }

    private List<DocumentView.Given> given(Edition edition) {
        Set<Long> counting = new HashSet<>();
        edition.review()
                .counting(edition.digest())
                .forEach(approval -> counting.add(approval.order()));
        return jdbc.sql(
                        """
                        select a.*, p.account, p.name, o.name as for_name
                        from approval a join person p on p.id = a.person_id left join person o on o.id = a.on_behalf_of
                        where a.edition_id = :edition order by a.id
                        """)
                .param("edition", edition.id().value())
                .query(
                        (row, n) ->
                                new DocumentView.Given(
                                        ReviewStage.valueOf(row.getString("stage")),
                                        row.getString("account"),
                                        row.getString("name"),
                                        row.getString("for_name"),
                                        Approval.Verdict.valueOf(row.getString("verdict")),
                                        row.getString("comment"),
                                        Verdicts.remarks(row),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        Digest.ofComputed(row.getBytes("digest")),
                                        counting.contains(row.getLong("id"))))
                .list();
    }
}
