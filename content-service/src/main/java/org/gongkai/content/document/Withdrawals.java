package org.gongkai.content.document;

import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands where a withdrawn document stood, and which documents may be named there. The
 * database holds the same rules in {@code withdrawal_is_lawful}. Thread-safe.
 */
@Service
@Transactional(readOnly = true)
public class Withdrawals {
    private static final int MOST = 20;
    private static final String CANDIDATE =
            """
            select d.id, d.path, coalesce(l.title, case when e.unit_key = any(:units) then e.title else e.shown_title end) as title, l.id is not null as live
            from document d
                join edition e on e.document_id = d.id and e.latest
                left join edition l on l.document_id = d.id and l.state = 'PUBLISHED'
            where %s
            """;

    private final JdbcClient jdbc;
    private final Visibility visibility;
    private final Clock clock;

    Withdrawals(JdbcClient jdbc, Visibility visibility, Clock clock) {
        this.jdbc = jdbc;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** For what another document is named on the page of a withdrawn one. */
    public enum Part {
        /** It takes the place of the withdrawn one, so it is public. */
        REPLACEMENT("l.id is not null"),
        /** It explains the withdrawal: a notice or page that is public, or on its way to be. */
        EXPLANATION(
                """
                d.kind in ('notice', 'page') and (l.id is not null
                    or (e.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD') and %s))
                """
                        .formatted(Visibility.CONDITION));

        private final String condition;

        Part(String condition) {
            this.condition = condition;
        }
    }

    /**
     * A document that can be named.
     *
     * @param live whether it is public now; one that is not is named from the release on that makes
     *     it public
     */
    public record Candidate(DocumentId id, String title, String path, boolean live) {}

    /** What readers are told of a withdrawn document, and since when it is withdrawn. */
    public record Posted(WithdrawalNotice notice, Instant at) {}

    /** A withdrawn edition with what is told of it. */
    private record Withdrawn(EditionId edition, Posted posted) {}

    /** What is told of a document that was public and is withdrawn; empty for every other. */
    public Optional<Posted> posted(DocumentId id) {
        return withdrawn(id).map(Withdrawn::posted);
    }

    /** The edition whose withdrawal is told; empty for a document that is not withdrawn. */
    Optional<EditionId> edition(DocumentId id) {
        return withdrawn(id).map(Withdrawn::edition);
    }

    /** The document of this id, if it can be named so. */
    public Optional<Candidate> find(Actor by, Part part, DocumentId id) {
        return candidates(by, part, " and d.id = :id")
                .param("id", id.value())
                .query((row, n) -> candidate(row))
                .optional();
    }

    /**
     * Documents other than the withdrawn one whose title or path has these words, what is public
     * first; at most 20.
     */
    public List<Candidate> search(Actor by, Part part, DocumentId withdrawn, String words) {
        return candidates(
                        by,
                        part,
                        """
                         and d.id <> :withdrawn
                            and (position(lower(:words) in lower(coalesce(l.title, case when e.unit_key = any(:units) then e.title else e.shown_title end))) > 0
                                or position(lower(:words) in d.path) > 0)
                        order by live desc, e.changed_at desc, d.id limit :most
                        """)
                .param("withdrawn", withdrawn.value())
                .param("words", words.strip())
                .param("most", MOST)
                .query((row, n) -> candidate(row))
                .list();
    }

    /**
     * All that stands against telling readers so; empty if nothing does. What they are told already
     * is not asked for again: a replacement may have gone since.
     */
    public List<Shortcoming> shortcomings(Actor by, DocumentId id, WithdrawalNotice notice) {
        WithdrawalNotice before =
                posted(id)
                        .map(Posted::notice)
                        .orElseGet(() -> WithdrawalNotice.of(notice.reason()));
        return shortcomings(by, id, notice, before);
    }

    /**
     * Writes what readers are told of an edition that is about to be withdrawn.
     *
     * @throws ContentRefused if they cannot be told so
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void post(Actor by, DocumentId id, EditionId edition, WithdrawalNotice notice) {
        refuse(shortcomings(by, id, notice));
        write(edition, notice);
    }

    /**
     * Changes what readers are told of a withdrawn document.
     *
     * @return the withdrawn edition; empty if the document is not withdrawn
     * @throws ContentRefused if they cannot be told so
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<EditionId> change(
            Actor by,
            DocumentId id,
            @Nullable DocumentId replacedBy,
            @Nullable DocumentId explainedBy) {
        return withdrawn(id)
                .map(
                        withdrawn -> {
                            WithdrawalNotice notice =
                                    new WithdrawalNotice(
                                            withdrawn.posted().notice().reason(),
                                            replacedBy,
                                            explainedBy);
                            refuse(shortcomings(by, id, notice));
                            write(withdrawn.edition(), notice);
                            return withdrawn.edition();
                        });
    }

    private List<Shortcoming> shortcomings(
            Actor by, DocumentId id, WithdrawalNotice notice, WithdrawalNotice before) {
        List<Shortcoming> found = new ArrayList<>();
        DocumentId replacedBy = notice.replacedBy();
        DocumentId explainedBy = notice.explainedBy();
        if (replacedBy == null && notice.reason() == WithdrawalReason.SUPERSEDED) {
            found.add(
                    new Shortcoming(
                            "WITHDRAW-SUCCESSOR",
                            "replacedBy",
                            "What is superseded names the public document that takes its place."));
        }
        if (replacedBy != null && notice.reason() == WithdrawalReason.PRIVACY) {
            found.add(
                    new Shortcoming(
                            "WITHDRAW-PRIVACY",
                            "replacedBy",
                            "What is withdrawn for privacy leads nowhere: leave the replacement out."));
        } else if (id.equals(replacedBy)) {
            found.add(itself("replacedBy"));
        } else if (replacedBy != null
                && !replacedBy.equals(before.replacedBy())
                && find(by, Part.REPLACEMENT, replacedBy).isEmpty()) {
            found.add(
                    new Shortcoming(
                            "WITHDRAW-LIVE",
                            "replacedBy",
                            "There is no public document with the id " + replacedBy + "."));
        }
        if (id.equals(explainedBy)) {
            found.add(itself("explainedBy"));
        } else if (explainedBy != null
                && !explainedBy.equals(before.explainedBy())
                && find(by, Part.EXPLANATION, explainedBy).isEmpty()) {
            found.add(
                    new Shortcoming(
                            "WITHDRAW-EXPLANATION",
                            "explainedBy",
                            "There is no notice or page with the id "
                                    + explainedBy
                                    + " that you may see and that is public or on its way; the withdrawal needs none,"
                                    + " and one can be named later."));
        }
        return found;
    }

    private static Shortcoming itself(String place) {
        return new Shortcoming(
                "WITHDRAW-SELF", place, "A document neither replaces nor explains itself.");
    }

    private static void refuse(List<Shortcoming> shortcomings) {
        if (!shortcomings.isEmpty()) {
            throw new ContentRefused(shortcomings);
        }
    }

    private void write(EditionId edition, WithdrawalNotice notice) {
        jdbc.sql(
                        """
                        update edition set replaced_by = :replacedBy, explained_by = :explainedBy, changed_at = :at,
                            version = version + 1
                        where id = :id
                        """)
                .param("replacedBy", value(notice.replacedBy()))
                .param("explainedBy", value(notice.explainedBy()))
                .param("at", Editions.timestamp(clock.instant()))
                .param("id", edition.value())
                .update();
    }

    private Optional<Withdrawn> withdrawn(DocumentId id) {
        return jdbc.sql(
                        """
                        select e.* from edition e
                        where e.document_id = :id and e.state = 'WITHDRAWN'
                            and not exists (select 1 from edition l where l.document_id = :id and l.state = 'PUBLISHED')
                        order by e.number desc limit 1
                        """)
                .param("id", id.value())
                .query(
                        (row, n) ->
                                new Withdrawn(
                                        new EditionId(row.getObject("id", UUID.class)),
                                        new Posted(
                                                new WithdrawalNotice(
                                                        WithdrawalReason.valueOf(
                                                                row.getString("withdrawal_reason")),
                                                        document(row, "replaced_by"),
                                                        document(row, "explained_by")),
                                                row.getObject("withdrawn_at", OffsetDateTime.class)
                                                        .toInstant())))
                .optional();
    }

    private StatementSpec candidates(Actor by, Part part, String more) {
        return jdbc.sql(CANDIDATE.formatted(part.condition) + more)
                .param("units", visibility.units(by))
                .param("overseer", visibility.overseer(by));
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                new DocumentId(row.getObject("id", UUID.class)),
                row.getString("title"),
                row.getString("path"),
                row.getBoolean("live"));
    }

    private static @Nullable DocumentId document(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new DocumentId(id);
    }

    private static @Nullable UUID value(@Nullable DocumentId id) {
        return id == null ? null : id.value();
    }
}
