package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A unit with its section and its people, through whose hands a document goes. */
final class Desk {
    final String section;
    final UnitKey unit;
    final Actor editor;
    final Actor unitReviewer;
    final Actor officeReviewer;
    final Actor cityReviewer;

    private final Documents documents;
    private final Publication publication;
    private final TransactionOperations transactions;
    private final JdbcClient app;

    Desk(
            TestPeople people,
            String section,
            Documents documents,
            Publication publication,
            TransactionOperations transactions,
            JdbcClient app) {
        this.documents = documents;
        this.publication = publication;
        this.transactions = transactions;
        this.app = app;
        this.section = section;
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        unitReviewer = people.person(Role.UNIT_REVIEWER, unit);
        officeReviewer = people.person(Role.OFFICE_REVIEWER);
        cityReviewer = people.person(Role.MUNICIPAL_REVIEWER);
    }

    DocumentId write(String title) {
        return documents
                .create(editor, new NewDocument("article", section, unit, text(title), null))
                .document();
    }

    Digest rewrite(DocumentId document, String title) {
        return documents.save(editor, document, null, text(title)).digest();
    }

    Digest submit(DocumentId document) {
        return documents.submit(editor, document, null).digest();
    }

    void sendBack(DocumentId document) {
        documents.returnForChanges(unitReviewer, document, digest(document), "请修改");
    }

    void approve(DocumentId document) {
        Digest content = submit(document);
        for (Actor reviewer : List.of(unitReviewer, officeReviewer, cityReviewer)) {
            documents.approve(reviewer, document, content, "");
        }
    }

    /** Makes the latest editions public, as a release does. */
    void release(DocumentId... released) {
        List<EditionId> editions = Stream.of(released).map(this::latest).toList();
        transactions.executeWithoutResult(
                done -> publication.published(editions, 1, Instant.parse("2020-05-14T16:00:00Z")));
    }

    EditionId latest(DocumentId document) {
        return app.sql("select id from edition where document_id = :id and latest")
                .param("id", document.value())
                .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                .single();
    }

    DocumentId published(String title) {
        DocumentId document = write(title);
        approve(document);
        release(document);
        return document;
    }

    /** Of the latest revision. */
    Digest digest(DocumentId document) {
        return app.sql("select digest from edition where document_id = :id and latest")
                .param("id", document.value())
                .query((row, n) -> Digest.ofComputed(row.getBytes(1)))
                .single();
    }

    static Draft text(String title) {
        return new Draft(
                title, "<p>" + title + "的正文。</p>", Map.of(), List.of("政务公开"), null, List.of());
    }
}
