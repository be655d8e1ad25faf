package org.gongkai.content.webhook;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Publication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.TestRoutings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A unit whose texts pass two stages, and other systems that are told of it. */
abstract class Newsroom extends WholeApplication {
    /** Stands in the title and the body of every text, and must stand nowhere else. */
    static final String SECRET_WORDS = "拟于七月公布的方案";

    private static final Instant FAR_AWAY = Instant.parse("2099-12-31T16:00:00Z");
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    @Autowired Documents documents;
    @Autowired Publication publication;
    @Autowired TransactionTemplate transactions;
    @Autowired Webhooks webhooks;
    @Autowired DeliveryLog log;
    @Autowired Deliveries deliveries;
    @Autowired Outbox outbox;
    @Autowired private TestRoutings routings;
    @Autowired private Sections sections;

    final JdbcClient owner = JdbcClient.create(DATABASE.owner());
    final Receiver receiver = new Receiver();
    Actor admin = NOBODY;
    Actor editor = NOBODY;
    Actor unitReviewer = NOBODY;
    Actor officeReviewer = NOBODY;

    private final List<UUID> subscribed = new ArrayList<>();
    private String section = "";
    private UnitKey unit = new UnitKey("none");

    @BeforeEach
    void aUnitWithItsPeople() {
        admin = people.person(Role.ADMINISTRATOR);
        section = "w" + UUID.randomUUID().toString().substring(0, 13);
        // No release that another test lets happen takes these texts along.
        sections.put(admin, new Section(section, null, FAR_AWAY));
        routings.send(section, ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        unitReviewer = people.person(Role.UNIT_REVIEWER, unit);
        officeReviewer = people.person(Role.OFFICE_REVIEWER);
    }

    /** The application is shared; other tests' events are sent to nobody. */
    @AfterEach
    void nobodyIsTold() {
        receiver.close();
        subscribed.forEach(id -> owner.sql("delete from webhook where id = ?").param(id).update());
    }

    Webhooks.Created subscribe(Receiver to, EventType... events) {
        Webhooks.Created created = webhooks.create(admin, to.url(), "测试", Set.of(events));
        subscribed.add(created.webhook().id());
        return created;
    }

    Documents.Written draft() {
        return documents.create(
                editor,
                new NewDocument(
                        "article",
                        section,
                        unit,
                        new Draft(
                                SECRET_WORDS,
                                "<p>" + SECRET_WORDS + "</p>",
                                Map.of(),
                                List.of(),
                                null,
                                List.of()),
                        null));
    }

    void approveEverywhere(DocumentId document, Digest content) {
        documents.approve(unitReviewer, document, content, SECRET_WORDS);
        documents.approve(officeReviewer, document, content, SECRET_WORDS);
    }

    Documents.Written approved() {
        Documents.Written submitted = documents.submit(editor, draft().document(), null);
        approveEverywhere(submitted.document(), submitted.digest());
        return submitted;
    }

    void release(DocumentId document) {
        transactions.executeWithoutResult(
                done ->
                        publication.published(
                                List.of(latest(document)),
                                1,
                                Instant.parse("2020-05-14T16:00:00Z")));
    }

    EditionId latest(DocumentId document) {
        return owner.sql("select id from edition where document_id = ? and latest")
                .param(document.value())
                .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                .single();
    }

    /** What is told next about a document; the application is shared, so others may be told of. */
    List<Receiver.Received> told(DocumentId document, int count) throws InterruptedException {
        List<Receiver.Received> told = new ArrayList<>();
        while (told.size() < count) {
            Receiver.Received next = receiver.next();
            if (next.document().equals(document.toString())) {
                told.add(next);
            }
        }
        return told;
    }

    List<Delivery> deliveriesOf(Webhooks.Created webhook) {
        return log.page(admin, webhook.webhook().id(), null, 1, 200).items();
    }
}
