package org.gongkai.content.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Taken;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

class OidcIT extends ApplicationWithProvider {
    private static final TestPostgres DATABASE = TestPostgres.fresh();
    private static final String PASSWORD = "a-long-enough-one";

    @Autowired private AuditLog audit;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        configure(registry, DATABASE);
    }

    @Test
    void whoIsBoundGetsInWithTheOwnRolesAndANewSession() {
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);
        String name = fresh("wang");
        bind(editor, name);
        Browser browser = browser();

        Browser.Window door = browser.open("/workbench/documents");
        assertThat(door.page().select("a[href=/workbench/sign-in/oidc]").text())
                .isEqualTo("统一身份认证登录");
        assertThat(door.header("Content-Security-Policy")).contains("form-action 'self'");
        String before = browser.cookie("gongkai").orElseThrow();
        Browser.Window window = signIn(browser, name);

        assertThat(window.address())
                .isEqualTo(workbench().resolve("/workbench/documents?continue"));
        assertThat(browser.cookie("gongkai").orElseThrow()).isNotEqualTo(before);
        JsonNode me = json(browser.get("/api/v1/me"));
        assertThat(me.get("account").asString()).isEqualTo(editor.account());
        assertThat(me.at("/grants/0/role").asString()).isEqualTo("EDITOR");
        assertThat(me.at("/grants/0/unit").asString()).isEqualTo(unit.value());
    }

    @Test
    void theCodeIsGuardedByStateNonceAndProofKey() {
        AtomicReference<URI> asked = new AtomicReference<>();
        Browser browser = browser();
        browser.tamper(
                to -> {
                    if (to.contains("/oauth2/authorize")) {
                        asked.set(URI.create(to));
                    }
                    return to;
                });
        browser.open("/workbench/sign-in/oidc");

        assertThat(asked.get().getQuery())
                .contains("response_type=code", "state=", "nonce=", "code_challenge=")
                .contains("code_challenge_method=S256")
                .contains("redirect_uri=" + workbench() + "/workbench/sign-in/oidc/callback");
    }

    @Test
    void aStrangerReadsWhatAnAdministratorNeedsAndIsNobody() {
        Browser browser = browser();
        String name = fresh("stranger");
        Browser.Window window = signIn(browser, name);

        assertThat(window.text()).contains("还没有绑定账号", "管理员", "sub-" + name, PROVIDER.issuer());
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(register.find(name)).isEmpty();
    }

    @Test
    void anAccountOfTheSameNameIsNotBoundUnlessThatIsConfigured() {
        Actor person = people.person(Role.PUBLISHER);

        assertThat(signIn(browser(), person.account()).text()).contains("还没有绑定账号");
    }

    @ParameterizedTest
    @CsvSource({"state, failed", "nonce, incomplete"})
    void aChangedStateOrNonceIsRefused(String parameter) {
        String name = fresh("wang");
        bind(people.person(Role.PUBLISHER), name);
        Browser browser = browser();
        String at = parameter.equals("state") ? "/callback?" : "/oauth2/authorize?";
        browser.tamper(
                to ->
                        to.contains(at)
                                ? to.replaceFirst("([?&]" + parameter + "=)[^&]*", "$1forged")
                                : to);

        assertThat(signIn(browser, name).text()).contains("登录没有完成");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "iss, http://127.0.0.1:1",
        "aud, another-application",
        "nonce, forged",
        "azp, another-application"
    })
    void anIdTokenForOthersOrFromOthersIsRefused(String claim, String forged) {
        String name = fresh("wang");
        bind(people.person(Role.PUBLISHER), name);
        PROVIDER.forge(claim, claim.equals("aud") ? List.of(forged) : forged);
        Browser browser = browser();

        assertThat(signIn(browser, name).text()).contains("登录没有完成");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anAnswerToAQuestionThatThisBrowserNeverAskedIsRefused() {
        assertThat(
                        browser()
                                .open("/workbench/sign-in/oidc/callback?code=stolen&state=anything")
                                .text())
                .contains("登录没有完成");
        assertThat(browser().open("/workbench/sign-in/another").text())
                .doesNotContain("Whitelabel");
    }

    @Test
    void whoIsDeactivatedIsOutAtOnceAndReadsWhyTheNextTime() {
        Actor person = people.person(Role.SUPERVISOR);
        String name = fresh("wang");
        bind(person, name);
        Browser browser = browser();
        signIn(browser, name);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);

        register.change(people.administrator(), person.id(), person.name(), false);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(signIn(browser(), name).text()).contains("已停用", person.account());
    }

    @Test
    void anUnboundIdentityEndsItsSessionsAndDoesNotComeBackWithANewBinding() {
        Actor person = people.person(Role.SUPERVISOR);
        String name = fresh("wang");
        UUID bound = bind(person, name);
        Browser browser = browser();
        signIn(browser, name);

        identities.unbind(people.administrator(), person.id(), bound);
        bind(person, name);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anAdministratorAloneBindsNobody() {
        Actor admin = people.administrator();
        Actor person = people.person(Role.OFFICE_REVIEWER);
        String name = fresh("mallory");
        UUID proposed = propose(person, name);

        assertThat(signIn(browser(), name).text()).contains(person.account(), "另一位管理员");
        assertThatThrownBy(() -> identities.confirm(admin, person.id(), proposed))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(
                        () ->
                                JdbcClient.create(DATABASE.app())
                                        .sql(
                                                """
                                                update person_identity set confirmed_by = proposed_by, confirmed_at = now()
                                                where id = :id
                                                """)
                                        .param("id", proposed)
                                        .update())
                .hasMessageContaining("violates check constraint");
        assertThatThrownBy(
                        () ->
                                JdbcClient.create(DATABASE.app())
                                        .sql(
                                                """
                                                update person_identity set confirmed_by = :reviewer, confirmed_at = now()
                                                where id = :id
                                                """)
                                        .param(
                                                "reviewer",
                                                people.person(Role.PUBLISHER).id().value())
                                        .param("id", proposed)
                                        .update())
                .hasMessageContaining("by its person or by an administrator");

        identities.confirm(people.person(Role.ADMINISTRATOR), person.id(), proposed);
        assertThat(signIn(browser(), name).address().getPath()).isEqualTo("/workbench");
    }

    @Test
    void thePersonConfirmsWithTheAccountsPasswordOnce() {
        Actor person = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        Actor other = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        String name = fresh("wang");
        propose(person, name);
        Browser browser = browser();
        Browser.Window asked = signIn(browser, name);
        assertThat(asked.text()).contains("还需确认", "如果不是，请不要确认");

        Browser.Window wrong =
                browser.send(asked, "identity", Map.of("password", "a-wrong-password"));
        assertThat(wrong.text()).contains("账号或密码不正确", "还需确认");
        browser.send(wrong, "identity", Map.of("account", other.account(), "password", PASSWORD));
        assertThat(signIn(browser(), name).text())
                .as("another's password confirms nothing")
                .contains("还需确认");

        Browser again = browser();
        Browser.Window inside =
                again.send(signIn(again, name), "identity", Map.of("password", PASSWORD));
        assertThat(inside.address().getPath()).isEqualTo("/workbench");
        assertThat(signIn(browser(), name).address().getPath()).isEqualTo("/workbench");
        assertThat(
                        audit.chain(AuditLog.SYSTEM).stream()
                                .filter(entry -> entry.detail().contains("sub-" + name))
                                .map(entry -> entry.actor() + " " + entry.action()))
                .containsExactly(
                        "admin identity-proposed", person.account() + " identity-confirmed");
    }

    @Test
    void aPasswordGivenInTheOrdinaryFormConfirmsNoIdentity() {
        Actor person = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        String name = fresh("mallory");
        propose(person, name);
        Browser browser = browser();
        signIn(browser, name);

        browser.send(
                browser.open("/workbench/sign-in"),
                "account",
                Map.of("account", person.account(), "password", PASSWORD));
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(signIn(browser(), name).text()).contains("还需确认");
    }

    @Test
    void theApiListsBindsConfirmsAndUnbinds() {
        Actor person = people.person(Role.SUPERVISOR);
        String name = fresh("wang");
        String admin = people.bearer(people.administrator());
        String second = people.bearer(people.person(Role.ADMINISTRATOR));
        String path = "/api/v1/people/" + person.id() + "/identities";

        HttpResponse<String> proposed =
                api("POST", path, admin, "{\"subject\":\"sub-%s\"}".formatted(name));
        assertThat(proposed.statusCode()).isEqualTo(201);
        assertThat(json(proposed).get("issuer").asString()).isEqualTo(PROVIDER.issuer());
        assertThat(json(proposed).get("confirmed").asBoolean()).isFalse();
        String one = path + "/" + json(proposed).get("id").asString();
        assertThat(
                        api("POST", path, admin, "{\"subject\":\"sub-%s\"}".formatted(name))
                                .statusCode())
                .isEqualTo(409);
        assertThat(api("POST", path, admin, "{\"subject\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(api("POST", one + "/confirmations", admin, "").statusCode()).isEqualTo(403);
        assertThat(
                        json(api("POST", one + "/confirmations", second, ""))
                                .get("confirmed")
                                .asBoolean())
                .isTrue();
        assertThat(json(api("GET", path, people.bearer(person), "")).size()).isEqualTo(1);
        assertThat(api("GET", path, people.bearer(people.person(Role.PUBLISHER)), "").statusCode())
                .isEqualTo(403);
        assertThat(api("DELETE", one, people.bearer(person), "").statusCode()).isEqualTo(403);
        assertThat(api("DELETE", one, admin, "").statusCode()).isEqualTo(204);
        assertThat(api("DELETE", one, admin, "").statusCode()).isEqualTo(404);
        assertThat(json(api("GET", path, admin, "")).size()).isZero();
    }

    @Test
    void nobodyHasTheOperatorsAccountOrAnothersIdentity() {
        Actor admin = people.administrator();
        String name = fresh("wang");
        bind(people.person(Role.PUBLISHER), name);
        Actor other = people.person(Role.PUBLISHER);

        assertThatThrownBy(() -> identities.propose(admin, other.id(), identity(name)))
                .isInstanceOf(Taken.class);
        assertThatThrownBy(
                        () ->
                                identities.propose(
                                        admin,
                                        register.find("operator").orElseThrow().id(),
                                        identity(fresh("x"))))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void signingOutLeadsOnToTheProviderAndBackWithoutLooseningThePolicy() {
        Actor person = people.person(Role.SUPERVISOR);
        String name = fresh("wang");
        bind(person, name);
        Browser browser = browser();
        Browser.Window leaving = browser.send(signIn(browser, name), "_csrf", Map.of());

        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(leaving.response().statusCode()).isEqualTo(200);
        assertThat(leaving.header("Content-Security-Policy")).contains("form-action 'self';");
        String provider = leaving.page().select(".door a").attr("href");
        assertThat(leaving.header("Refresh")).isEqualTo("0;url=" + provider);
        assertThat(provider).startsWith(PROVIDER.issuer() + "/connect/logout?id_token_hint=");

        Browser.Window back = browser.open(provider);
        assertThat(back.address()).isEqualTo(workbench().resolve("/workbench/sign-in"));
        assertThat(browser.open("/workbench/sign-in/oidc").address().toString())
                .as("the provider asks for the password again")
                .startsWith(PROVIDER.issuer() + "/login");
    }

    @Test
    void theProvidersTokensOpenNothingInTheApi() {
        Actor person = people.person(Role.PUBLISHER);
        String name = fresh("wang");
        bind(person, name);
        Browser browser = browser();
        Browser.Window leaving = browser.send(signIn(browser, name), "_csrf", Map.of());
        String idToken =
                leaving.page()
                        .select(".door a")
                        .attr("href")
                        .replaceFirst("^.*id_token_hint=([^&]+).*$", "$1");

        assertThat(idToken).startsWith("eyJ");
        HttpResponse<String> answer = api("GET", "/api/v1/me", "Bearer " + idToken, "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("type").asString())
                .isEqualTo("urn:gongkai:problem:not-signed-in");
    }

    @Test
    void aTokenOfOursIsIssuedOnThePageOfTheAccount() {
        Actor person = people.person(Role.SUPERVISOR);
        String name = fresh("wang");
        bind(person, name);
        Browser browser = browser();
        signIn(browser, name);
        Browser.Window account = browser.open("/workbench/account");
        assertThat(account.text()).contains("sub-" + name, "已确认");

        Browser.Window issued =
                browser.send(
                        account, "label", Map.of("label", "脚本", "days", "7", "writes", "false"));
        String token = issued.page().select(".note code").text();
        assertThat(json(api("GET", "/api/v1/me", "Bearer " + token, "")).get("account").asString())
                .isEqualTo(person.account());
        assertThat(browser.open("/workbench/account").text()).contains("脚本").doesNotContain(token);
        assertThat(
                        browser.send(issued, "label", Map.of("label", "脚本", "days", "900"))
                                .page()
                                .select(".refused")
                                .text())
                .contains("有效期为 1 至 90 天");
    }

    private HttpResponse<String> api(
            String method, String path, String authorization, String body) {
        return browser()
                .ask(
                        HttpRequest.newBuilder(workbench().resolve(path))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
