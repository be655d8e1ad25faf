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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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
            """
            select d.id, d.kind, d.section_key, d.unit_key, d.path, d.first_published_at,
                e.title, e.number, e.state, e.stage, e.digest, e.version, e.submitted_at, e.changed_at,
                e.due_at, e.late_at, e.late_consented_by,
                exists (select 1 from edition l where l.document_id = d.id and l.state = 'PUBLISHED') as live,
                (select m.set_id from release_set_member m where m.document_id = d.id) as release_set
            from edition e join document d on d.id = e.document_id
            """;

    /**
     * What waits for a person: verdicts that only others than authors and earlier approvers may
     * give, and own drafts. What came late waits for the office, and for nobody else until that
     * consents.
     */
    private static final String WAITING =
            """
            ((e.state = 'IN_REVIEW' and (e.late_at is null or e.late_consented_by is not null)
                and ((e.stage = 'UNIT_REVIEW' and d.unit_key = any(:reviewsFor))
                    or (e.stage = 'OFFICE_REVIEW' and :office) or (e.stage = 'MUNICIPAL_PRE_REVIEW' and :municipal))
                and not exists (select 1 from edition_author a where a.edition_id = e.id and a.person_id = :person)
                and not exists (select 1 from approval p where p.edition_id = e.id and p.person_id = :person
                                and p.verdict = 'APPROVE' and p.stage <> e.stage))
             or (e.state = 'IN_REVIEW' and e.late_at is not null and e.late_consented_by is null and :office
                and not exists (select 1 from edition_author a where a.edition_id = e.id and a.person_id = :person))
             or (e.state in ('DRAFT', 'RETURNED') and d.unit_key = any(:writesFor))
             or (e.state = 'HELD' and :publisher))
            """;

    private final JdbcClient jdbc;
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
        Map<String, Object> params = new HashMap<>();
        Today today = deadlines.today();
        String where = " where " + String.join(" and ", conditions(actor, filter, today, params));
        long total =
                jdbc.sql(
                                "select count(*) from edition e join document d on d.id = e.document_id"
                                        + where)
                        .params(params)
                        .query(Long.class)
                        .single();
        params.put("limit", size);
        params.put("offset", (long) (page - 1) * size);
        List<DocumentSummary> items =
                jdbc.sql(
                                SUMMARY
                                        + where
                                        + " order by "
                                        + order.sql()
                                        + " limit :limit offset :offset")
                        .params(params)
                        .query((row, n) -> summary(row, today))
                        .list();
        return new Page<>(handedIn.inPlaceOfDrafts(actor, items, today), page, size, total);
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
                                        .query((row, n) -> summary(row, today))
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
        Edition latest = editions.latest(id).orElseThrow(() -> new NoSuchDocument(id)).edition();
        visibility.require(actor, id, latest.unit(), latest.seenByOverseers());
        if (actor.units().contains(latest.unit()) || latest.submitted()) {
            return latest;
        }
        return handedIn.shownInstead(id)
                .flatMap(editions::byId)
                .orElseThrow(() -> new NoSuchDocument(id))
                .edition();
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

    private List<String> conditions(
            Actor actor, DocumentFilter filter, Today today, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>(List.of("e.latest", Visibility.CONDITION));
        params.put("units", visibility.units(actor));
        params.put("overseer", visibility.overseer(actor));
        equal(conditions, params, "e.state", "state", filter.state());
        equal(conditions, params, "e.stage", "stage", filter.stage());
        equal(conditions, params, "d.section_key", "section", filter.section());
        equal(conditions, params, "d.unit_key", "unit", filter.unit());
        equal(conditions, params, "d.kind", "kind", filter.kind());
        if (filter.title() != null && !filter.title().isBlank()) {
            conditions.add("position(lower(:title) in lower(" + title(actor) + ")) > 0");
            params.put("title", filter.title().strip());
        }
        if (filter.late()) {
            conditions.add("e.due_at < :now");
            params.put("now", today.now().atOffset(ZoneOffset.UTC));
        }
        if (visibility.overseer(actor) && (filter.state() != null || filter.stage() != null)) {
            conditions.add("(d.unit_key = any(:units) or e.handed_in_revision is not null)");
        }
        if (filter.waiting()) {
            conditions.add(WAITING);
            params.put("person", actor.id().value());
            params.put("reviewsFor", units(actor, Role.UNIT_REVIEWER));
            params.put("writesFor", units(actor, Role.EDITOR));
            params.put("office", actor.holds(Role.OFFICE_REVIEWER));
            params.put("municipal", actor.holds(Role.MUNICIPAL_REVIEWER));
            params.put("publisher", actor.holds(Role.PUBLISHER));
        }
        return conditions;
    }

    /** The title by which this person finds a document; a draft's is nobody's outside the unit. */
    private String title(Actor actor) {
        return visibility.overseer(actor)
                ? "case when d.unit_key = any(:units) then e.title else e.shown_title end"
                : "e.title";
    }

    private static void equal(
            List<String> conditions,
            Map<String, Object> params,
            String column,
            String name,
            @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            conditions.add(column + " = :" + name);
            params.put(name, value.toString());
        }
    }

    private static String[] units(Actor actor, Role role) {
        return actor.units().stream()
                .filter(unit -> actor.holds(role, unit))
                .map(UnitKey::value)
                .toArray(String[]::new);
    }

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
