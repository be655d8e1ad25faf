package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a document was: its editions, their revisions and the content of each, as far as the person
 * who asks may see them. The unit sees all; everyone else only what was handed in. Thread-safe.
 */
@Service
@Transactional(readOnly = true)
public class EditionHistory {
    private static final String REVISIONS =
            """
            from edition e join edition_revision r on r.edition_id = e.id
                join revision v on v.digest = r.digest join person p on p.id = r.saved_by
            where e.document_id = :document and\s"""
                    + HandedIn.CONDITION;

    private final JdbcClient jdbc;
    private final Revisions revisions;
    private final DocumentQueries queries;

    EditionHistory(JdbcClient jdbc, Revisions revisions, DocumentQueries queries) {
        this.jdbc = jdbc;
        this.revisions = revisions;
        this.queries = queries;
    }

    /**
     * Two contents of a document to be compared.
     *
     * @param from null, as is its content, if there was nothing before
     */
    public record Compared(
            @Nullable Digest from, @Nullable Content before, Digest to, Content after) {}

    /**
     * The editions, oldest first.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    public List<EditionSummary> editions(Actor actor, DocumentId document) {
        boolean all = seesDrafts(actor, document);
        return jdbc.sql(
                        """
                        select e.*, s.digest as shown_digest, s.revisions
                        from edition e cross join lateral (
                            select count(*) as revisions, (array_agg(r.digest order by r.ordinal desc))[1] as digest
                            from edition_revision r where r.edition_id = e.id and\s"""
                                + HandedIn.CONDITION
                                + """
                                ) s
                                where e.document_id = :document and s.revisions > 0 order by e.number
                                """)
                .param("document", document.value())
                .param("all", all)
                .query((row, n) -> edition(row, all))
                .list();
    }

    /**
     * The revisions of an edition, oldest first.
     *
     * @throws NoSuchRevision if there is no such edition, or the person may not see it
     */
    public List<RevisionSummary> revisions(Actor actor, DocumentId document, int edition) {
        List<RevisionSummary> found =
                summaries(
                        actor,
                        document,
                        "and e.number = :edition order by r.ordinal",
                        "edition",
                        edition);
        if (found.isEmpty()) {
            throw new NoSuchRevision(document, "edition " + edition);
        }
        return found;
    }

    /** All revisions of all editions, newest first. */
    public List<RevisionSummary> revisions(Actor actor, DocumentId document) {
        return summaries(actor, document, "order by e.number desc, r.ordinal desc", "none", 0);
    }

    /**
     * Where a revision stands in the document, oldest first; never empty.
     *
     * @throws NoSuchRevision if it belongs to another document, or the person may not see it
     */
    public List<RevisionSummary> revision(Actor actor, DocumentId document, Digest digest) {
        List<RevisionSummary> found =
                summaries(
                        actor,
                        document,
                        "and r.digest = :digest order by e.number, r.ordinal",
                        "digest",
                        digest.bytes());
        if (found.isEmpty()) {
            throw new NoSuchRevision(document, "revision " + digest);
        }
        return found;
    }

    /**
     * The content of a revision.
     *
     * @throws NoSuchRevision if it belongs to another document, or the person may not see it
     * @throws RevisionErased if its content is gone for good
     */
    public Content content(Actor actor, DocumentId document, Digest digest) {
        revision(actor, document, digest);
        return revisions.content(digest).orElseThrow(() -> new RevisionErased(digest));
    }

    /**
     * Two revisions and their content.
     *
     * @param from null takes what is live, else what was public last, else what somebody approved
     *     last, else what was handed in or saved last, always something other than {@code to}; if
     *     there is nothing else, {@code to} is compared with nothing
     * @param to null takes the latest that the person may see
     * @throws NoSuchRevision if one belongs to another document, or the person may not see it
     * @throws RevisionErased if the content of one is gone for good
     */
    public Compared compared(
            Actor actor, DocumentId document, @Nullable Digest from, @Nullable Digest to) {
        Digest latest =
                to != null ? to : new Digest(queries.view(actor, document).summary().digest());
        Digest base = from != null ? from : base(actor, document, latest, true).orElse(null);
        return between(actor, document, base, latest);
    }

    /**
     * What is asked now beside what was public, judged or handed in before; what was only saved on
     * the way is nobody's business but the authors'.
     */
    public Compared handedIn(Actor actor, DocumentId document) {
        Digest latest = new Digest(queries.view(actor, document).summary().digest());
        return between(actor, document, base(actor, document, latest, false).orElse(null), latest);
    }

    private Compared between(
            Actor actor, DocumentId document, @Nullable Digest base, Digest latest) {
        return new Compared(
                base,
                base == null ? null : content(actor, document, base),
                latest,
                content(actor, document, latest));
    }

    private Optional<Digest> base(Actor actor, DocumentId document, Digest to, boolean drafts) {
        return jdbc.sql(
                        "select r.digest "
                                + REVISIONS
                                + """
                                 and v.canonical is not null and r.digest <> :to
                                    and (:drafts or r.handed_in_at is not null or r.ordinal = e.handed_in_revision
                                        or e.published_at is not null and r.ordinal = e.revision
                                        or exists (select 1 from approval a where a.edition_id = e.id and a.digest = r.digest))
                                order by (e.state = 'PUBLISHED' and r.ordinal = e.revision) desc,
                                    (e.published_at is not null and r.ordinal = e.revision) desc,
                                    (select max(a.id) from approval a where a.edition_id = e.id and a.digest = r.digest
                                        and a.verdict = 'APPROVE') desc nulls last,
                                    (r.handed_in_at is not null) desc, e.number desc, r.ordinal desc
                                limit 1
                                """)
                .param("document", document.value())
                .param("all", seesDrafts(actor, document))
                .param("drafts", drafts)
                .param("to", to.bytes())
                .query((row, n) -> Digest.ofComputed(row.getBytes("digest")))
                .optional();
    }

    private List<RevisionSummary> summaries(
            Actor actor, DocumentId document, String rest, String name, Object value) {
        return jdbc.sql(
                        """
                        select e.number, r.ordinal, r.digest, p.account, p.name, r.saved_at, v.erased_at,
                            coalesce(r.handed_in_at,
                                     case when r.ordinal = e.handed_in_revision then e.submitted_at end) as handed_in_at\s"""
                                + REVISIONS
                                + " "
                                + rest)
                .param("document", document.value())
                .param("all", seesDrafts(actor, document))
                .param(name, value)
                .query((row, n) -> revision(row))
                .list();
    }

    private boolean seesDrafts(Actor actor, DocumentId document) {
        return HandedIn.seesDrafts(actor, queries.requireVisible(actor, document));
    }

    private static RevisionSummary revision(ResultSet row) throws SQLException {
        return new RevisionSummary(
                row.getInt("number"),
                row.getInt("ordinal"),
                Digest.ofComputed(row.getBytes("digest")).hex(),
                row.getString("account"),
                row.getString("name"),
                java.util.Objects.requireNonNull(Editions.instant(row, "saved_at")),
                Editions.instant(row, "handed_in_at"),
                row.getObject("erased_at") != null);
    }

    private static EditionSummary edition(ResultSet row, boolean all) throws SQLException {
        String stage = row.getString("stage");
        String reason = row.getString("withdrawal_reason");
        return new EditionSummary(
                row.getInt("number"),
                EditionState.valueOf(row.getString("state")),
                stage == null ? null : ReviewStage.valueOf(stage),
                row.getString(all ? "title" : "shown_title"),
                Digest.ofComputed(row.getBytes("shown_digest")).hex(),
                row.getInt("revisions"),
                java.util.Objects.requireNonNull(Editions.instant(row, "opened_at")),
                Editions.instant(row, "submitted_at"),
                Editions.instant(row, "approved_at"),
                Editions.instant(row, "published_at"),
                Editions.instant(row, "withdrawn_at"),
                reason == null ? null : WithdrawalReason.valueOf(reason));
    }
}
