package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.sun.net.httpserver.HttpServer;

import org.gongkai.content.document.Districts;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.webhook.Delivery;
import org.gongkai.content.webhook.DeliveryLog;
import org.gongkai.content.webhook.EventType;
import org.gongkai.content.webhook.Webhook;
import org.gongkai.content.webhook.Webhooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

class WebhookPagesIT extends Browsing {
    private static final String PAGE = "/workbench/webhooks";

    @Autowired private Webhooks webhooks;
    @Autowired private DeliveryLog log;

    private final AtomicInteger status = new AtomicInteger(200);
    private final HttpServer receiver = receiver();
    private final String url =
            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/" + UUID.randomUUID();
    private Actor admin = Districts.NONE.editor();
    private MockHttpSession administering = new MockHttpSession();

    @BeforeEach
    void anAdministrator() {
        admin = people.person(Role.ADMINISTRATOR, null, PASSWORD);
        administering = session(admin);
    }

    @AfterEach
    void nobodyIsTold() {
        webhooks.all(admin).stream()
                .filter(webhook -> webhook.url().value().startsWith(url))
                .forEach(webhook -> webhooks.delete(admin, webhook.id()));
        receiver.stop(0);
    }

    @Test
    void anAdministratorAddsAWebhookSeesItsSecretOnceAndWhatWasDelivered() {
        assertThat(text(get(administering, "/workbench"))).contains("href=\"" + PAGE + "\"");
        MvcTestResult added =
                add(administering, url + "?key=theirs", "市政府小程序", "PUBLISHED", "WITHDRAWN");
        assertThat(added).hasStatus(302);
        String page = String.valueOf(added.getResponse().getRedirectedUrl());
        String secret = String.valueOf(added.getMvcResult().getFlashMap().get("secret"));
        assertThat(secret).startsWith("whsec_");
        assertThat(text(get(administering, page))).contains(secret);
        assertThat(text(get(administering, page)))
                .doesNotContain(secret)
                .contains("没有推送记录。")
                .doesNotContain("??");
        assertThat(text(get(administering, PAGE)))
                .contains("市政府小程序")
                .contains("公开、撤稿")
                .doesNotContain("theirs");

        post(administering, page + "/ping");
        Delivery delivered = await().until(() -> latest(page), this::over);
        assertThat(delivered.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(text(get(administering, page)))
                .contains("测试")
                .contains("已送达")
                .contains("对方回答 200");
        assertThat(text(get(administering, page + "/deliveries/" + delivered.id())))
                .contains(delivered.event().toString())
                .contains("&quot;type&quot;:&quot;ping&quot;")
                .doesNotContain("??");
    }

    @Test
    void whatWasGivenUpIsSentAgain() {
        String page = added();
        status.set(503);
        post(administering, page + "/ping");
        Delivery dead = await().until(() -> latest(page), this::over);
        assertThat(dead.state()).isEqualTo(Delivery.State.DEAD);
        assertThat(text(get(administering, page + "?state=DEAD")))
                .contains("已放弃")
                .contains("对方回答 503")
                .contains("3 次")
                .contains("重新推送");
        assertThat(text(get(administering, page + "?state=DELIVERED"))).contains("没有推送记录。");

        status.set(204);
        post(administering, page + "/deliveries/" + dead.id() + "/redeliver");
        await().until(() -> log.page(admin, id(page), Delivery.State.DELIVERED, 1, 9).total() == 1);
        assertThat(text(get(administering, page))).contains("已送达").contains("已放弃");
    }

    @Test
    void aWebhookIsChangedPausedResumedGivenANewSecretAndDeleted() {
        String page = added();
        assertThat(change(page, url + "/2", "换了地址", "RELEASE_ACTIVATED")).hasStatus(302);
        Webhook changed = webhooks.find(admin, id(page));
        assertThat(changed.url().value()).isEqualTo(url + "/2");
        assertThat(changed.events()).containsExactly(EventType.RELEASE_ACTIVATED);

        post(administering, page + "/pause");
        assertThat(text(get(administering, page)))
                .contains("已暂停")
                .contains(page + "/resume")
                .doesNotContain(page + "/ping");
        assertThat(post(administering, page + "/ping").getMvcResult().getFlashMap().get("refused"))
                .isEqualTo("订阅已暂停，请先恢复推送。");
        change(page, url + "/2", "暂停时修改", "PUBLISHED");
        assertThat(webhooks.find(admin, id(page)).active()).isFalse();
        post(administering, page + "/resume");
        assertThat(webhooks.find(admin, id(page)).active()).isTrue();

        assertThat(
                        String.valueOf(
                                post(administering, page + "/secret")
                                        .getMvcResult()
                                        .getFlashMap()
                                        .get("secret")))
                .startsWith("whsec_");
        post(administering, page + "/delete");
        assertThat(get(administering, page)).hasStatus(404);
    }

    @Test
    void whatIsRefusedIsSaidInWordsAndKeptInTheForm() {
        MvcTestResult wrong = add(administering, "ftp://example.org/<here>", "某系统", "HELD");
        assertThat(wrong).hasStatus(422);
        assertThat(text(wrong))
                .contains("应形如 https://example.org/hooks")
                .contains("value=\"ftp://example.org/&lt;here&gt;\"")
                .contains("value=\"某系统\"")
                .containsPattern("value=\"HELD\"[^>]*checked|checked[^>]*value=\"HELD\"");
        assertThat(text(add(administering, "ftp://example.org/", "", "HELD")))
                .contains("须以 https:// 或 http:// 开头");
        assertThat(text(add(administering, "https://me:it@example.org/", "", "HELD")))
                .contains("不要写用户名和密码");
        assertThat(text(add(administering, url, ""))).contains("请至少选择一种要推送的动态。");
        String page = added();
        assertThat(text(add(administering, url, "", "HELD"))).contains("这个地址已有订阅");
        MvcTestResult kept = change(page, "https://", "改到一半", "HELD");
        assertThat(kept).hasStatus(422);
        assertThat(text(kept)).contains("value=\"改到一半\"");
        assertThat(webhooks.find(admin, id(page)).description()).isEqualTo("测试系统");
    }

    @Test
    void nobodyElseSeesOrChangesWebhooks() {
        String page = added();
        for (Actor stranger :
                List.of(
                        people.person(Role.EDITOR, people.unit(), PASSWORD),
                        people.person(Role.OFFICE_REVIEWER, null, PASSWORD),
                        people.person(Role.SUPERVISOR, null, PASSWORD))) {
            MockHttpSession session = session(stranger);
            assertThat(text(get(session, "/workbench"))).doesNotContain(PAGE);
            assertThat(get(session, PAGE)).hasStatus(403);
            assertThat(get(session, page)).hasStatus(403);
            assertThat(add(session, url + "/x", "", "HELD")).hasStatus(403);
            for (String act : List.of("pause", "resume", "ping", "secret", "delete")) {
                assertThat(post(session, page + "/" + act)).hasStatus(403);
            }
        }
        assertThat(webhooks.find(admin, id(page)).active()).isTrue();
        assertThat(
                        text(
                                http.get()
                                        .uri(page)
                                        .session(administering)
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("Deliveries")
                .doesNotContain("??");
    }

    private String added() {
        return String.valueOf(
                add(administering, url, "测试系统", "PUBLISHED").getResponse().getRedirectedUrl());
    }

    private MvcTestResult add(
            MockHttpSession session, String address, String description, String... events) {
        return send(session, PAGE, address, description, events);
    }

    private MvcTestResult change(
            String page, String address, String description, String... events) {
        return send(administering, page, address, description, events);
    }

    private MvcTestResult send(
            MockHttpSession session,
            String page,
            String address,
            String description,
            String... events) {
        return http.post()
                .uri(page)
                .session(session)
                .with(csrf())
                .param("url", address)
                .param("description", description)
                .param("events", events)
                .exchange();
    }

    private MvcTestResult post(MockHttpSession session, String address) {
        return http.post().uri(address).session(session).with(csrf()).exchange();
    }

    private Delivery latest(String page) {
        return log.page(admin, id(page), null, 1, 1).items().getFirst();
    }

    private boolean over(Delivery delivery) {
        return delivery.state() != Delivery.State.WAITING;
    }

    private static UUID id(String page) {
        return UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
    }

    private HttpServer receiver() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(status.get(), -1);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
