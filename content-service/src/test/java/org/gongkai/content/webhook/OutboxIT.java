package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.publishing.ReleaseActivated;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.IllegalTransactionStateException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which events others are told of, and what is in them. */
class OutboxIT extends Newsroom {
    private static final EventType[] ALL =
            Arrays.stream(EventType.values())
                    .filter(EventType::subscribable)
                    .toArray(EventType[]::new);

    @Autowired private ApplicationEventPublisher events;
    @Autowired private ReleaseLedger ledger;

    @Test
    void aTextIsFollowedFromItsSubmissionToThePublicationOfItsSuccessor() throws Exception {
        subscribe(receiver, ALL);
        DocumentId id = draft().document();
        Documents.Written submitted = documents.submit(editor, id, null);
        documents.returnForChanges(unitReviewer, id, submitted.digest(), SECRET_WORDS);
        documents.submit(editor, id, null);
        documents.takeBack(editor, id, null);
        documents.submit(editor, id, null);
        approveEverywhere(id, submitted.digest());
        documents.recall(editor, id, null);
        documents.submit(editor, id, null);
        transactions.executeWithoutResult(
                done -> publication.held(latest(id), 1, "DEAD-LINK: " + SECRET_WORDS));
        documents.letGo(people.person(org.gongkai.content.people.Role.PUBLISHER), id, null);
        release(id);
        documents.save(editor, id, null, changed());
        Documents.Written second = documents.submit(editor, id, null);
        approveEverywhere(id, second.digest());
        release(id);

        List<Receiver.Received> told = told(id, 20);
        assertThat(told)
                .extracting(Receiver.Received::type)
                .containsExactly(
                        "edition.submitted",
                        "edition.returned",
                        "edition.submitted",
                        "edition.taken_back",
                        "edition.submitted",
                        "edition.stage_approved",
                        "edition.stage_approved",
                        "edition.approved",
                        "edition.recalled",
                        "edition.submitted",
                        "edition.approved",
                        "edition.held",
                        "edition.let_go",
                        "edition.published",
                        "edition.submitted",
                        "edition.stage_approved",
                        "edition.stage_approved",
                        "edition.approved",
                        "edition.superseded",
                        "edition.published");
        assertThat(told.stream().map(one -> one.json().get("sequence").asLong()).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventHasIdsDigestAndStatesAndThePathOnlyOfWhatWasPublic() throws Exception {
        subscribe(receiver, EventType.SUBMITTED, EventType.STAGE_APPROVED, EventType.PUBLISHED);
        Documents.Written text = approved();
        release(text.document());
        List<Receiver.Received> told = told(text.document(), 4);

        JsonNode first = told.getFirst().json();
        assertThat(first.propertyNames())
                .containsExactly("id", "type", "timestamp", "sequence", "data");
        assertThat(first.get("id").asString()).isEqualTo(told.getFirst().header("webhook-id"));
        assertThat(Instant.parse(first.get("timestamp").asString())).isNotNull();
        assertThat(first.at("/data/edition").asString())
                .isEqualTo(latest(text.document()).toString());
        assertThat(first.at("/data/number").asInt()).isEqualTo(1);
        assertThat(first.at("/data/digest").asString()).isEqualTo(text.digest().hex());
        assertThat(first.at("/data/stateBefore").asString()).isEqualTo("DRAFT");
        assertThat(first.at("/data/state").asString()).isEqualTo("IN_REVIEW");
        assertThat(first.at("/data/stage").asString()).isEqualTo("UNIT_REVIEW");
        assertThat(first.at("/data/path").isNull()).isTrue();
        assertThat(first.at("/data/url").isNull()).isTrue();

        JsonNode stage = told.get(1).json();
        assertThat(stage.at("/data/stageBefore").asString()).isEqualTo("UNIT_REVIEW");
        assertThat(stage.at("/data/stage").asString()).isEqualTo("OFFICE_REVIEW");

        JsonNode published = told.getLast().json();
        String path =
                owner.sql("select path from document where id = ?")
                        .param(text.document().value())
                        .query(String.class)
                        .single();
        assertThat(published.at("/data/path").asString()).isEqualTo(path);
        assertThat(published.at("/data/url").asString()).isEqualTo("http://localhost:8080" + path);
    }

    @Test
    void noWordOfATextAndNoPersonIsToldEvenOfWhatIsPublic() throws Exception {
        subscribe(receiver, ALL);
        DocumentId id = approved().document();
        release(id);

        for (Receiver.Received one : told(id, 5)) {
            assertThat(one.body() + one.headers())
                    .doesNotContain(SECRET_WORDS)
                    .doesNotContain(editor.account())
                    .doesNotContain(unitReviewer.account())
                    .doesNotContain(officeReviewer.account())
                    .doesNotContain(editor.id().toString());
        }
    }

    /** Undone in the end, because a withdrawal would start a release in the shared application. */
    @Test
    void aWithdrawalIsToldOfWithItsReasonAndSoIsTheSuccessorThatGoesBack() {
        DocumentId id = approved().document();
        release(id);
        documents.save(editor, id, null, changed());
        approveEverywhere(id, documents.submit(editor, id, null).digest());
        Webhooks.Created webhook =
                subscribe(receiver, EventType.WITHDRAWN, EventType.RECALLED, EventType.PUBLISHED);
        transactions.executeWithoutResult(
                transaction -> {
                    documents.withdraw(
                            officeReviewer, id, WithdrawalNotice.of(WithdrawalReason.PRIVACY));
                    List<JsonNode> bodies = bodies(webhook);
                    transaction.setRollbackOnly();

                    assertThat(bodies)
                            .extracting(body -> body.get("type").asString())
                            .containsExactly("edition.recalled", "edition.withdrawn");
                    assertThat(bodies.getLast().at("/data/reason").asString()).isEqualTo("PRIVACY");
                    assertThat(bodies.getLast().at("/data/path").asString()).startsWith("/w");
                    assertThat(bodies.toString()).doesNotContain(SECRET_WORDS);
                });
    }

    @Test
    void aDraftThatWasNeverHandedInIsNotToldOf() {
        Webhooks.Created webhook = subscribe(receiver, EventType.DISCARDED);
        documents.discard(editor, draft().document(), null);
        DocumentId handedIn = draft().document();
        documents.submit(editor, handedIn, null);
        documents.takeBack(editor, handedIn, null);
        documents.discard(editor, handedIn, null);

        assertThat(bodies(webhook))
                .extracting(body -> body.at("/data/document").asString())
                .containsExactly(handedIn.toString());
    }

    @Test
    void whoSubscribedToOneEventIsToldOfNoOther() throws Exception {
        subscribe(receiver, EventType.APPROVED);
        DocumentId id = approved().document();
        release(id);

        Receiver.Received only = receiver.next();
        assertThat(only.type()).isEqualTo("edition.approved");
        assertThat(only.document()).isEqualTo(id.toString());
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void everyReceiverIsToldTheSameEventUnderTheSameId() throws Exception {
        try (Receiver other = new Receiver()) {
            subscribe(receiver, EventType.SUBMITTED);
            subscribe(other, EventType.SUBMITTED);
            documents.submit(editor, draft().document(), null);

            Receiver.Received one = receiver.next();
            assertThat(other.next().body()).isEqualTo(one.body());
        }
    }

    @Test
    void ofAChangeThatIsUndoneNobodyIsTold() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        DocumentId undone = draft().document();
        transactions.executeWithoutResult(
                transaction -> {
                    documents.submit(editor, undone, null);
                    assertThat(deliveriesOf(webhook)).as("written at once").hasSize(1);
                    transaction.setRollbackOnly();
                });
        DocumentId done = draft().document();
        documents.submit(editor, done, null);

        assertThat(receiver.next().document()).isEqualTo(done.toString());
        assertThat(deliveriesOf(webhook)).hasSize(1);
    }

    @Test
    void anEventOutsideOfATransactionWouldBeLostAndIsRefused() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () ->
                                        events.publishEvent(
                                                new ReleaseActivated(
                                                        7, Instant.EPOCH, "00", 0, 0, 0))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    /** Undone in the end, because no other test knows of this release. */
    @Test
    void aReleaseIsToldOfWithItsNumbersAfterWhatItMadePublic() {
        Documents.Written text = approved();
        Documents.Written kept = approved();
        Webhooks.Created webhook =
                subscribe(
                        receiver, EventType.RELEASE_ACTIVATED, EventType.PUBLISHED, EventType.HELD);
        transactions.executeWithoutResult(
                transaction -> {
                    ReleaseLedger.Opened release =
                            ledger.open(ReleaseRequest.release("outbox test"));
                    ledger.activating(
                            new ReleaseOutcome(
                                    release.number(),
                                    release.instant(),
                                    0,
                                    Sha256.of(new byte[0]),
                                    List.of(latest(text.document()).value()),
                                    List.of(),
                                    List.of(
                                            new Finding(
                                                    "DEAD-LINK",
                                                    Finding.Severity.BLOCK,
                                                    latest(kept.document()).value(),
                                                    null,
                                                    SECRET_WORDS))));
                    ledger.activated(release.number());
                    List<JsonNode> bodies = bodies(webhook).reversed();
                    transaction.setRollbackOnly();

                    assertThat(bodies)
                            .extracting(body -> body.get("type").asString())
                            .containsExactly(
                                    "edition.published", "edition.held", "release.activated");
                    assertThat(bodies.getLast().get("data").toString())
                            .isEqualTo(
                                    """
                                    {"release":%d,"instant":"%s","manifest":"%s","published":1,"removed":0,"held":1}"""
                                            .formatted(
                                                    release.number(),
                                                    release.instant(),
                                                    Sha256.of(new byte[0]).hex()));
                    assertThat(bodies.toString()).doesNotContain(SECRET_WORDS);
                });
    }

    @Test
    void whereNobodySubscribedNothingIsWritten() {
        long before = deliveriesEver();
        release(approved().document());

        assertThat(deliveriesEver()).isEqualTo(before);
    }

    /** What is queued or was sent, the latest event first. */
    private List<JsonNode> bodies(Webhooks.Created webhook) {
        return deliveriesOf(webhook).stream()
                .map(one -> log.find(admin, webhook.webhook().id(), one.id()).body())
                .map(body -> JsonMapper.shared().readTree(body))
                .toList();
    }

    private long deliveriesEver() {
        return owner.sql("select count(*) from webhook_delivery").query(Long.class).single();
    }

    private static Draft changed() {
        return new Draft(
                SECRET_WORDS + "（修订）",
                "<p>" + SECRET_WORDS + "，修订。</p>",
                Map.of(),
                List.of(),
                null,
                List.of());
    }
}
