package org.gongkai.content.releaseset;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Publication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.TestRoutings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A unit with its people, and what tests of release sets do with its documents. */
abstract class SetsOfAUnit extends WholeApplication {
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());
    static final Instant AT = Instant.parse("2020-05-14T16:00:00Z");
    static final AtomicLong RELEASES = new AtomicLong(1_000_000);

    @Autowired ReleaseSets sets;
    @Autowired ReleaseSetQueries queries;
    @Autowired Documents documents;
    @Autowired DocumentQueries views;
    @Autowired Publication publication;
    @Autowired AuditLog audit;
    @Autowired Sections sections;
    @Autowired TestRoutings routings;
    @Autowired TransactionTemplate transactions;

    final JdbcClient app = JdbcClient.create(DATABASE.app());
    final String section = "t" + UUID.randomUUID().toString().substring(0, 13);
    UnitKey unit = new UnitKey("none");
    Actor editor = NOBODY;
    Actor reviewer = NOBODY;
    Actor office = NOBODY;
    Actor publisher = NOBODY;

    @BeforeEach
    void aUnitWithItsPeople() {
        Actor admin = people.administrator();
        sections.put(admin, new Section(section, null, null));
        routings.send(section, ReviewStage.UNIT_REVIEW);
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        reviewer = people.person(Role.UNIT_REVIEWER, unit);
        office = people.person(Role.OFFICE_REVIEWER);
        publisher = people.person(Role.PUBLISHER);
    }

    ReleaseSetId set(DocumentId... members) {
        return sets.create(editor, new NewReleaseSet("一组", unit, List.of(members)));
    }

    DocumentId draft(String title) {
        return draftOf(editor, unit, "article", title, Map.of());
    }

    DocumentId draftOf(
            Actor by, UnitKey of, String kind, String title, Map<String, String> fields) {
        return documents
                .create(by, new NewDocument(kind, section, of, text(title, fields, null), null))
                .document();
    }

    DocumentId approved(String title) {
        return approved(title, null);
    }

    DocumentId approved(String title, @Nullable Instant notBefore) {
        DocumentId id =
                documents
                        .create(
                                editor,
                                new NewDocument(
                                        "article",
                                        section,
                                        unit,
                                        text(title, Map.of(), notBefore),
                                        null))
                        .document();
        approve(id);
        return id;
    }

    void approve(DocumentId id) {
        Digest content = documents.submit(editor, id, null).digest();
        documents.approve(reviewer, id, content, "");
    }

    void reserve(long release, DocumentId... going) {
        transactions.executeWithoutResult(
                done -> publication.reserve(Stream.of(going).map(this::edition).toList(), release));
    }

    /** As the record of a release does. */
    void publish(DocumentId... going) {
        List<EditionId> editions = Stream.of(going).map(this::edition).toList();
        long release = RELEASES.incrementAndGet();
        transactions.executeWithoutResult(done -> publication.published(editions, release, AT));
    }

    EditionId edition(DocumentId document) {
        return app.sql("select id from edition where document_id = :id and latest")
                .param("id", document.value())
                .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                .single();
    }

    EditionState state(DocumentId id) {
        return views.view(editor, id).summary().state();
    }

    List<String> chain(DocumentId id) {
        return audit.chain(id.toString()).stream().map(AuditEntry::action).toList();
    }

    static Draft text(String title, Map<String, String> fields, @Nullable Instant notBefore) {
        return new Draft(
                title, "<p>" + title + "的正文。</p>", fields, List.of(), notBefore, List.of());
    }
}
