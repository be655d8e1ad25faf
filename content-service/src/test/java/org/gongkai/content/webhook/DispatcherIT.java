package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.document.DocumentId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** How deliveries get to receivers that are slow, away, or gone. */
class DispatcherIT extends Newsroom {
    @Autowired private Dispatcher dispatcher;
    @Autowired private AuditLog audit;

    @Test
    void whatIsDeliveredStandsInTheLog() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        submit();
        Receiver.Received received = receiver.next();

        Delivery delivered = finished(webhook);
        assertThat(delivered.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivered.event()).hasToString(received.header("webhook-id"));
        assertThat(delivered.tries()).isEqualTo(1);
        assertThat(delivered.lastStatus()).isEqualTo(204);
        assertThat(delivered.lastError()).isNull();
        assertThat(delivered.finishedAt()).isNotNull();
        assertThat(delivered.nextTryAt()).isNull();
        assertThat(received.header("webhook-signature"))
                .isEqualTo("v1," + SenderTest.hmac(webhook.secret().bytes(), received));
    }

    @Test
    void afterAnErrorTheSameEventIsSentAgain() throws Exception {
        receiver.answering(500, 503, 200);
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        submit();
        List<Receiver.Received> tries = receiver.next(3);

        assertThat(tries.stream().map(one -> one.header("webhook-id")).distinct()).hasSize(1);
        assertThat(tries.stream().map(Receiver.Received::body).distinct()).hasSize(1);
        Delivery delivered = finished(webhook);
        assertThat(delivered.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivered.tries()).isEqualTo(3);
    }

    @Test
    void whatFoundNobodyListeningIsDeliveredWhereTheReceiverHasMovedTo() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        receiver.close();
        DocumentId id = submit();
        Delivery dead = finished(webhook);
        assertThat(dead.state()).isEqualTo(Delivery.State.DEAD);
        assertThat(dead.tries()).isEqualTo(3);
        assertThat(dead.lastStatus()).isNull();
        assertThat(dead.lastError()).startsWith("No connection: ");

        try (Receiver moved = new Receiver()) {
            webhooks.change(
                    admin,
                    webhook.webhook().id(),
                    moved.url(),
                    "已迁移",
                    Set.of(EventType.SUBMITTED),
                    true);
            UUID again = outbox.redeliver(admin, webhook.webhook().id(), dead.id());

            Receiver.Received received = moved.next();
            assertThat(received.document()).isEqualTo(id.toString());
            assertThat(received.header("webhook-id")).isEqualTo(dead.event().toString());
            assertThat(again).isNotEqualTo(dead.id());
            await().atMost(Receiver.PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(deliveriesOf(webhook))
                                            .extracting(Delivery::state)
                                            .containsExactlyInAnyOrder(
                                                    Delivery.State.DEAD, Delivery.State.DELIVERED));
        }
    }

    /** A claim that is never answered is what a process leaves that is killed while it sends. */
    @Test
    void whatAProcessWasSendingWhenItDiedIsSentAgainUnderTheSameId() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        UUID id = webhook.webhook().id();
        Claim lost =
                transactions.execute(
                        done -> {
                            submit();
                            return deliveries.claim(id).orElseThrow();
                        });
        assertThat(lost).isNotNull();
        assertThat(deliveries.claim(id)).as("nobody else has it meanwhile").isEmpty();
        assertThat(due()).doesNotContain(id);

        claimsRunOut(id);
        dispatcher.committed(new Due());

        assertThat(receiver.next().header("webhook-id")).isEqualTo(lost.event().toString());
        assertThat(finished(webhook).tries()).isEqualTo(2);
        deliveries.record(lost, Attempt.failed("too late"), null);
        assertThat(finished(webhook).state())
                .as("who comes back from the dead changes nothing")
                .isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aReceiverThatHangsKeepsNobodyElseBack() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        receiver.answering(
                exchange -> {
                    over.await();
                    Receiver.answer(exchange, 204);
                });
        try (Receiver quick = new Receiver()) {
            subscribe(receiver, EventType.SUBMITTED);
            subscribe(quick, EventType.SUBMITTED);
            submit();
            submit();
            submit();

            quick.next(3);
            receiver.next();
            assertThat(receiver.rest()).as("one at a time").isEmpty();
        } finally {
            over.countDown();
        }
        receiver.next(2);
    }

    @Test
    void eventsArriveInTheOrderInWhichTheyHappened() throws Exception {
        subscribe(receiver, EventType.SUBMITTED);
        List<String> submitted = Stream.generate(() -> submit().toString()).limit(20).toList();

        assertThat(receiver.next(20))
                .extracting(Receiver.Received::document)
                .containsExactlyElementsOf(submitted);
    }

    @Test
    void aSubscriptionThatLosesMoreThanOneInARowIsFailingUntilOneArrives() throws Exception {
        receiver.answering(500);
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        UUID id = webhook.webhook().id();
        submit();
        await().atMost(Receiver.PATIENCE).until(() -> webhooks.find(admin, id).deadInARow() == 1);
        assertThat(webhooks.find(admin, id).failingSince()).isNull();
        submit();
        await().atMost(Receiver.PATIENCE)
                .until(() -> webhooks.find(admin, id).failingSince() != null);
        assertThat(webhooks.find(admin, id).active()).as("it is not dropped").isTrue();

        receiver.answering(200);
        submit();
        await().atMost(Receiver.PATIENCE)
                .until(() -> webhooks.find(admin, id).failingSince() == null);
        assertThat(webhooks.find(admin, id).deadInARow()).isZero();
        assertThat(audit.chain(AuditLog.SYSTEM))
                .filteredOn(entry -> entry.detail().contains(id.toString()))
                .extracting(entry -> entry.action())
                .containsExactly("webhook-added", "webhook-failing", "webhook-recovered");
    }

    @Test
    void aReceiverThatIsGoneForGoodIsNotAskedAgain() throws Exception {
        receiver.answering(410);
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        submit();

        Delivery dead = finished(webhook);
        assertThat(dead.state()).isEqualTo(Delivery.State.DEAD);
        assertThat(dead.tries()).isEqualTo(1);
    }

    @Test
    void aSubscriptionThatIsNotActiveIsToldOfNothingAndWhatWaitsForItGoesOn() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        UUID id = webhook.webhook().id();
        transactions.executeWithoutResult(
                done -> {
                    submit();
                    activate(webhook, false);
                });
        submit();
        assertThat(deliveriesOf(webhook))
                .as("nothing is queued while it is not active")
                .extracting(Delivery::state)
                .containsExactly(Delivery.State.WAITING);
        assertThat(due()).doesNotContain(id);
        assertThat(deliveries.claim(id)).isEmpty();

        activate(webhook, true);

        receiver.next();
        finished(webhook);
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void whatWasOverLongAgoIsForgottenAndWhatWaitsIsNot() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        submit();
        finished(webhook);
        submit();
        await().atMost(Receiver.PATIENCE)
                .until(
                        () ->
                                deliveriesOf(webhook).stream()
                                        .allMatch(d -> d.state() == Delivery.State.DELIVERED));
        Delivery old = deliveriesOf(webhook).getLast();
        owner.sql(
                        "update webhook_delivery set finished_at = finished_at - interval '31 days' where id = ?")
                .param(old.id())
                .update();

        assertThat(deliveries.forget()).isEqualTo(1);
        assertThat(deliveriesOf(webhook)).hasSize(1).doesNotContain(old);
    }

    private void activate(Webhooks.Created webhook, boolean active) {
        webhooks.change(
                admin,
                webhook.webhook().id(),
                receiver.url(),
                "测试",
                Set.of(EventType.SUBMITTED),
                active);
    }

    private DocumentId submit() {
        return documents.submit(editor, draft().document(), null).document();
    }

    private List<UUID> due() {
        return deliveries.next().stream()
                .filter(next -> !next.in().isPositive())
                .map(Deliveries.Next::webhook)
                .toList();
    }

    private void claimsRunOut(UUID webhook) {
        owner.sql("update webhook_delivery set due_at = clock_timestamp() where webhook_id = ?")
                .param(webhook)
                .update();
    }

    private Delivery finished(Webhooks.Created webhook) {
        return await().atMost(Receiver.PATIENCE)
                .until(
                        () -> deliveriesOf(webhook).getFirst(),
                        delivery -> delivery.state() != Delivery.State.WAITING);
    }
}
