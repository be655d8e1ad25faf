package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Webhooks as an administrator keeps them over the API. */
class WebhooksApiIT extends Newsroom {
    @Autowired private AuditLog audit;
    @Autowired private ApplicationEventPublisher events;
    @Autowired private Clock clock;

    private String authorization = "";

    @BeforeEach
    void anAdministratorWithAToken() {
        authorization = people.bearer(admin);
    }

    @Test
    void aWebhookIsAddedChangedAndDeleted() {
        JsonNode added = json(add(receiver.url().value()), 201);
        String id = added.at("/webhook/id").asString();
        assertThat(added.get("secret").asString()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(added.at("/webhook/events").toString())
                .isEqualTo("[\"edition.submitted\",\"edition.published\"]");

        JsonNode changed =
                json(
                        send(
                                HttpMethod.PUT,
                                "/api/v1/webhooks/" + id,
                                """
                                {"url": "%s", "description": "改", "events": ["release.activated"], "active": false}
                                """
                                        .formatted(receiver.url().value())),
                        200);
        assertThat(changed.get("active").asBoolean()).isFalse();
        assertThat(json(send(HttpMethod.GET, "/api/v1/webhooks/" + id, ""), 200))
                .isEqualTo(changed);
        assertThat(json(send(HttpMethod.GET, "/api/v1/webhooks", ""), 200)).contains(changed);

        assertThat(send(HttpMethod.DELETE, "/api/v1/webhooks/" + id, "")).hasStatus(204);
        assertThat(send(HttpMethod.GET, "/api/v1/webhooks/" + id, "")).hasStatus(404);
    }

    @Test
    void theSecretIsShownOnceAndStandsNeitherInTheListNorInTheAudit() {
        JsonNode added = json(add(receiver.url().value() + "?key=of-the-receiver"), 201);
        String id = added.at("/webhook/id").asString();
        JsonNode rotated =
                json(send(HttpMethod.POST, "/api/v1/webhooks/" + id + "/secret", ""), 200);

        String shown =
                json(send(HttpMethod.GET, "/api/v1/webhooks", ""), 200).toString()
                        + json(send(HttpMethod.GET, "/api/v1/webhooks/" + id, ""), 200);
        List<AuditEntry> entries =
                audit.chain(AuditLog.SYSTEM).stream()
                        .filter(entry -> entry.detail().contains(id))
                        .toList();
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly("webhook-added", "webhook-secret-rotated");
        for (JsonNode secret : List.of(added.get("secret"), rotated.get("secret"))) {
            String bare = secret.asString().substring("whsec_".length());
            assertThat(shown).doesNotContain(bare);
            assertThat(entries.toString()).doesNotContain(bare);
        }
        assertThat(entries.toString()).doesNotContain("of-the-receiver");
        assertThat(rotated).isNotEqualTo(added.get("secret"));
        send(HttpMethod.DELETE, "/api/v1/webhooks/" + id, "");
    }

    @Test
    void afterARotationTheOldSecretSignsUntilItsTimeIsOver() throws Exception {
        Webhooks.Created webhook = subscribe(receiver, EventType.SUBMITTED);
        UUID id = webhook.webhook().id();
        SigningSecret fresh = webhooks.rotate(admin, id);
        outbox.ping(admin, id);
        Receiver.Received both = receiver.next();
        assertThat(both.header("webhook-signature"))
                .isEqualTo(
                        "v1,%s v1,%s"
                                .formatted(
                                        SenderTest.hmac(fresh.bytes(), both),
                                        SenderTest.hmac(webhook.secret().bytes(), both)));

        owner.sql("update webhook set previous_until = clock_timestamp() where id = ?")
                .param(id)
                .update();
        outbox.ping(admin, id);
        Receiver.Received one = receiver.next();
        assertThat(one.header("webhook-signature"))
                .isEqualTo("v1," + SenderTest.hmac(fresh.bytes(), one));
        deliveries.forget();
        assertThat(
                        owner.sql("select previous_secret is null from webhook where id = ?")
                                .param(id)
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void aPingIsSentAndItsDeliverySaysHowItWent() throws Exception {
        String id = subscribe(receiver, EventType.PUBLISHED).webhook().id().toString();
        MvcTestResult pinged = send(HttpMethod.POST, "/api/v1/webhooks/" + id + "/ping", "");
        JsonNode delivery = json(pinged, 202);
        String address =
                "/api/v1/webhooks/%s/deliveries/%s".formatted(id, delivery.get("id").asString());
        assertThat(pinged).hasHeader("Location", address);

        Receiver.Received received = receiver.next();
        assertThat(received.type()).isEqualTo("ping");
        await().atMost(Receiver.PATIENCE)
                .until(
                        () ->
                                json(send(HttpMethod.GET, address, ""), 200)
                                        .at("/delivery/state")
                                        .asString()
                                        .equals("DELIVERED"));
        assertThat(json(send(HttpMethod.GET, address, ""), 200).get("body").asString())
                .isEqualTo(received.body());
    }

    @Test
    void theLogIsPagedAndFilteredWithTheLatestFirst() throws Exception {
        UUID id = subscribe(receiver, EventType.PUBLISHED).webhook().id();
        for (int i = 0; i < 3; i++) {
            outbox.ping(admin, id);
        }
        receiver.next(3);
        String deliveriesOfIt = "/api/v1/webhooks/" + id + "/deliveries";
        await().atMost(Receiver.PATIENCE)
                .until(
                        () ->
                                json(
                                                        send(
                                                                HttpMethod.GET,
                                                                deliveriesOfIt + "?state=DELIVERED",
                                                                ""),
                                                        200)
                                                .get("total")
                                                .asInt()
                                        == 3);

        JsonNode page = json(send(HttpMethod.GET, deliveriesOfIt + "?page=2&size=2", ""), 200);
        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("items")).hasSize(1);
        JsonNode first = json(send(HttpMethod.GET, deliveriesOfIt + "?size=1", ""), 200);
        assertThat(first.at("/items/0/sequence").asLong())
                .isGreaterThan(page.at("/items/0/sequence").asLong());
        assertThat(json(send(HttpMethod.GET, deliveriesOfIt + "?state=DEAD", ""), 200).get("total"))
                .hasToString("0");
        assertThat(send(HttpMethod.GET, deliveriesOfIt + "?size=201", "")).hasStatus(400);
    }

    @Test
    void aDeliveryThatArrivedIsSentAgainAsANewOneOfTheSameEvent() throws Exception {
        UUID id = subscribe(receiver, EventType.PUBLISHED).webhook().id();
        UUID first = outbox.ping(admin, id);
        String event = receiver.next().header("webhook-id");
        await().atMost(Receiver.PATIENCE)
                .until(
                        () ->
                                log.find(admin, id, first).delivery().state()
                                        == Delivery.State.DELIVERED);

        JsonNode again =
                json(
                        send(
                                HttpMethod.POST,
                                "/api/v1/webhooks/%s/deliveries/%s/redeliver".formatted(id, first),
                                ""),
                        202);

        assertThat(again.get("id").asString()).isNotEqualTo(first.toString());
        assertThat(receiver.next().header("webhook-id")).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "POST, ''",
        "GET, /ID",
        "PUT, /ID",
        "DELETE, /ID",
        "POST, /ID/secret",
        "POST, /ID/ping",
        "GET, /ID/deliveries",
        "GET, /ID/deliveries/ID",
        "POST, /ID/deliveries/ID/redeliver"
    })
    void whoIsNoAdministratorIsRefusedEverything(String method, String path) {
        String supervisor = people.bearer(people.person(Role.SUPERVISOR));
        String id = subscribe(receiver, EventType.PUBLISHED).webhook().id().toString();

        assertThat(
                        http.method(HttpMethod.valueOf(method))
                                .uri("/api/v1/webhooks" + path.replace("ID", id))
                                .header("Authorization", supervisor)
                                .contentType("application/json")
                                .content(
                                        """
                                        {"url": "https://example.org/", "events": ["edition.published"], "active": true}
                                        """))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\": \"ftp://example.org/\", \"events\": [\"edition.published\"]} | url: it begins with",
                "{\"url\": \"https://example.org/\", \"events\": [\"edition.printed\"]} | There is no event “edition.printed”",
                "{\"url\": \"https://example.org/\", \"events\": [\"ping\"]} | events: at least one of",
                "{\"url\": \"https://example.org/\", \"events\": []} | events: at least one of",
                "{\"events\": [\"edition.published\"]} | url"
            })
    void whatIsMissingOrWrongIsNamed(String body, String detail) {
        MvcTestResult refused = send(HttpMethod.POST, "/api/v1/webhooks", body);

        assertThat(json(refused, 400).get("detail").asString()).contains(detail);
    }

    @Test
    void anAddressHasOneWebhook() {
        subscribe(receiver, EventType.PUBLISHED);

        JsonNode problem = json(add(receiver.url().value()), 409);
        assertThat(problem.get("type").asString()).isEqualTo("urn:gongkai:problem:taken");
        assertThat(problem.get("detail").asString())
                .contains("change that one, or draw it a new secret");
    }

    @Test
    void nothingIsSentToAWebhookThatIsNotActive() {
        UUID id = subscribe(receiver, EventType.PUBLISHED).webhook().id();
        webhooks.change(admin, id, receiver.url(), "", Set.of(EventType.PUBLISHED), false);

        JsonNode problem = json(send(HttpMethod.POST, "/api/v1/webhooks/" + id + "/ping", ""), 409);
        assertThat(problem.get("detail").asString()).contains("set active to true first");
        assertThat(
                        send(
                                HttpMethod.POST,
                                "/api/v1/webhooks/%s/deliveries/%s/redeliver".formatted(id, id),
                                ""))
                .hasStatus(409);
    }

    @Test
    void everyOperationIsDescribed() {
        JsonNode paths = json(send(HttpMethod.GET, "/api/openapi.json", ""), 200).get("paths");

        for (String operation :
                List.of(
                        "get /",
                        "post /",
                        "get /{id}",
                        "put /{id}",
                        "delete /{id}",
                        "post /{id}/secret",
                        "post /{id}/ping",
                        "get /{id}/deliveries",
                        "get /{id}/deliveries/{delivery}",
                        "post /{id}/deliveries/{delivery}/redeliver")) {
            String[] parts = operation.split(" ");
            String path = ("/api/v1/webhooks" + parts[1]).replaceFirst("/$", "");
            assertThat(paths.path(path).path(parts[0]).path("summary").asString(""))
                    .as(operation)
                    .isNotEmpty();
        }
    }

    /** The tests' own application allows receivers on this machine; others do not. */
    @Test
    void whereItIsNotConfiguredAnAddressOfOurOwnNetworkIsRefusedAtOnce() {
        WebhookSettings usual = TestSettings.usual();
        Webhooks strict =
                new Webhooks(
                        JdbcClient.create(DATABASE.app()),
                        transactions,
                        new AddressGuard(usual),
                        audit,
                        usual,
                        events,
                        clock);

        assertThatThrownBy(
                        () -> strict.create(admin, receiver.url(), "", Set.of(EventType.PUBLISHED)))
                .isInstanceOf(ReceiverRefused.class)
                .hasMessageStartingWith("127.0.0.1, which is not a public address");
        assertThat(webhooks.all(admin)).extracting(Webhook::url).doesNotContain(receiver.url());
    }

    private MvcTestResult add(String url) {
        return send(
                HttpMethod.POST,
                "/api/v1/webhooks",
                """
                {"url": "%s", "description": "小程序", "events": ["edition.published", "edition.submitted"]}
                """
                        .formatted(url));
    }

    private MvcTestResult send(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .header("Authorization", authorization)
                .contentType("application/json")
                .content(body)
                .exchange();
    }

    private static JsonNode json(MvcTestResult answer, int status) {
        assertThat(answer).hasStatus(status);
        return JsonMapper.shared()
                .readTree(
                        new String(
                                answer.getResponse().getContentAsByteArray(),
                                StandardCharsets.UTF_8));
    }
}
