package org.gongkai.content.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.engine.Secrets;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** An installation without passwords, whose provider hands out the names of accounts. */
class OidcAloneIT extends ApplicationWithProvider {
    private static final TestPostgres DATABASE = TestPostgres.fresh();

    @Autowired private Secrets secrets;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        configure(registry, DATABASE);
        registry.add("gongkai.sign-in.password", () -> "false");
        registry.add("gongkai.oidc.bind-by-account", () -> "true");
        registry.add("gongkai.oidc.label", () -> "政务统一身份");
    }

    @Test
    void theFirstSignInBindsTheAccountOfThatNameAndNoOtherEverDoes() {
        Actor person = people.person(Role.PUBLISHER);

        assertThat(signIn(browser(), person.account()).address().getPath()).isEqualTo("/workbench");
        assertThat(signIn(browser(), person.account()).address().getPath()).isEqualTo("/workbench");
        PROVIDER.forge("sub", "the-next-of-that-name");
        assertThat(signIn(browser(), person.account()).text()).contains("还没有绑定账号");
        assertThat(signIn(browser(), fresh("nobody")).text()).contains("还没有绑定账号");
        assertThat(signIn(browser(), "operator").text()).contains("还没有绑定账号");
    }

    @Test
    void whatAnAdministratorHasUnboundDoesNotBindItselfAgain() {
        Actor person = people.person(Role.PUBLISHER);
        signIn(browser(), person.account());
        UUID bound = identities.of(person, person.id()).getFirst().id();
        identities.unbind(people.administrator(), person.id(), bound);

        assertThat(signIn(browser(), person.account()).text()).contains("还没有绑定账号");
    }

    @Test
    void nobodySignsInWithAPasswordNotEvenTheFirstAdministrator() {
        Browser browser = browser();
        Browser.Window door = browser.open("/workbench/sign-in");
        assertThat(door.page().select("input[type=password]")).isEmpty();
        assertThat(door.text()).contains("政务统一身份");

        HttpResponse<String> token =
                browser.ask(
                        HttpRequest.newBuilder(workbench().resolve("/api/v1/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"account\":\"admin\",\"password\":\"%s\",\"label\":\"x\"}"
                                                        .formatted(
                                                                secrets.value(
                                                                        Secrets.Secret
                                                                                .INITIAL_ADMINISTRATOR)))));
        assertThat(token.statusCode()).isEqualTo(403);
        assertThat(token.body()).contains("gongkai.sign-in.password", "/workbench/account");
        assertThat(
                        browser.ask(
                                        HttpRequest.newBuilder(
                                                        workbench().resolve("/workbench/sign-in"))
                                                .header(
                                                        "Content-Type",
                                                        "application/x-www-form-urlencoded")
                                                .POST(
                                                        HttpRequest.BodyPublishers.ofString(
                                                                "account=admin&password=x")))
                                .statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void withoutPasswordsAProposedIdentityNeedsASecondAdministrator() {
        Actor person = people.person(Role.SUPERVISOR, null, "a-long-enough-one");
        String name = fresh("wang");
        propose(person, name);

        Browser.Window window = signIn(browser(), name);
        assertThat(window.text()).contains("另一位管理员");
        assertThat(window.page().select("input[type=password]")).isEmpty();
    }
}
