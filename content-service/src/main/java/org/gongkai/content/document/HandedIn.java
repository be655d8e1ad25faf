package org.gongkai.content.document;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What those see of a document who are not of its unit: what was handed in, and no draft. A draft
 * is a revision that nobody submitted: of an edition that was never submitted, or saved after it
 * came back and not submitted again. The database notes what is handed in (V19).
 */
@Component
class HandedIn {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** For revisions {@code r} of editions {@code e}; parameter {@code all} lifts it. */
    static final String CONDITION =
            "(:all or r.handed_in_at is not null or r.ordinal = e.handed_in_revision)";

    private static final String SHOWN =
            """
            select distinct on (d.id) e.shown_title as title, r.digest, %s
            from edition e join document d on d.id = e.document_id
                join edition_revision r on r.edition_id = e.id and r.ordinal = e.handed_in_revision
            where d.id = any(:ids)
            order by d.id, e.latest desc, e.state = 'PUBLISHED' desc, e.number desc
            """
                    .formatted(DocumentLists.COLUMNS);

    private final JdbcClient jdbc;
    private final Editions editions;

    HandedIn(JdbcClient jdbc, Editions editions) {
        this.jdbc = jdbc;
        this.editions = editions;
    }

    /**
     * The edition of a document that this person sees: the latest; for those outside the unit the
     * live one, or the last that was handed in, while the latest is not.
     *
     * @throws NoSuchDocument if nothing of it was handed in
     */
    Editions.Stored seen(Actor by, Editions.Stored latest) {
        Edition edition = latest.edition();
        return edition.submitted() || seesDrafts(by, edition.unit())
                ? latest
                : shownInstead(edition.document())
                        .flatMap(editions::byId)
                        .orElseThrow(() -> new NoSuchDocument(edition.document()));
    }

    /** Whether this person sees the unit's drafts too. */
    static boolean seesDrafts(Actor actor, UnitKey unit) {
        return actor.units().contains(unit);
    }

    /**
     * The same documents, but instead of each draft of another unit what was last handed in of it.
     * A document of which nothing was is left out.
     */
    List<DocumentSummary> inPlaceOfDrafts(
            Actor actor, List<DocumentSummary> documents, Today today) {
        Set<DocumentId> hidden =
                documents.stream()
                        .filter(HandedIn::mayBeDraft)
                        .filter(item -> !seesDrafts(actor, new UnitKey(item.unit())))
                        .map(DocumentSummary::id)
                        .collect(Collectors.toSet());
        if (hidden.isEmpty()) {
            return documents;
        }
        Map<DocumentId, DocumentSummary> shown =
                jdbc
                        .sql(SHOWN)
                        .param("ids", hidden.stream().map(DocumentId::value).toArray(UUID[]::new))
                        .query((row, n) -> DocumentLists.summary(row, today))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(DocumentSummary::id, Function.identity()));
        return documents.stream()
                .filter(item -> !hidden.contains(item.id()) || shown.containsKey(item.id()))
                .map(item -> shown.getOrDefault(item.id(), item))
                .toList();
    }

    private static boolean mayBeDraft(DocumentSummary document) {
        return document.state().editable() || document.state() == EditionState.DISCARDED;
    }

    /**
     * The edition that those outside see while the latest is a draft: the live one, or else the
     * last that was handed in.
     */
    private Optional<EditionId> shownInstead(DocumentId document) {
        return jdbc.sql(
                        """
                        select id from edition where document_id = :document and handed_in_revision is not null
                        order by state = 'PUBLISHED' desc, number desc limit 1
                        """)
                .param("document", document.value())
                .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                .optional();
    }

    /**
     * The entries of a document's history without those about drafts: about editions that were not
     * handed in, and about writing what was not handed in.
     */
    List<AuditEntry> withoutDrafts(DocumentId document, List<AuditEntry> chain) {
        Set<Named> handedIn = handedIn(document);
        Set<Integer> editions =
                handedIn.stream().map(Named::edition).collect(Collectors.toUnmodifiableSet());
        return chain.stream()
                .filter(
                        entry -> {
                            JsonNode detail = JSON.readTree(entry.detail());
                            int edition = detail.path("edition").asInt(0);
                            int revision = detail.path("revision").asInt(1);
                            return edition == 0
                                    || (writes(entry)
                                            ? handedIn.contains(new Named(edition, revision))
                                            : editions.contains(edition));
                        })
                .toList();
    }

    /** A revision as the audit log names it; what opens an edition is its first. */
    private record Named(int edition, int ordinal) {}

    private Set<Named> handedIn(DocumentId document) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select e.number, r.ordinal
                                from edition e join edition_revision r on r.edition_id = e.id
                                where e.document_id = :document and\s"""
                                        + CONDITION)
                        .param("document", document.value())
                        .param("all", false)
                        .query((row, n) -> new Named(row.getInt("number"), row.getInt("ordinal")))
                        .list());
    }

    /** Whether the entry tells of one revision, and not of the edition. */
    private static boolean writes(AuditEntry entry) {
        return switch (entry.action()) {
            case "created", "opened", "saved", "restored" -> true;
            default -> false;
        };
    }
}
