package org.gongkai.content.security;

import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Identities;
import org.gongkai.content.people.Identity;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The whole application on a port, with a real identity provider on another one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestPeople.class)
abstract class ApplicationWithProvider {
    static final IdentityProviderServer PROVIDER = new IdentityProviderServer();

    @LocalServerPort private int port;
    @Autowired TestPeople people;
    @Autowired People register;
    @Autowired Identities identities;

    static void configure(DynamicPropertyRegistry registry, TestPostgres database) {
        database.configure(registry);
        registry.add("gongkai.oidc.issuer", PROVIDER::issuer);
        registry.add("gongkai.oidc.client-id", () -> IdentityProviderServer.CLIENT);
        registry.add("gongkai.oidc.client-secret", () -> IdentityProviderServer.SECRET);
    }

    @BeforeEach
    void theProviderKnowsUs() {
        PROVIDER.register(workbench());
    }

    @AfterEach
    void theProviderIsHonestAgain() {
        PROVIDER.honest();
    }

    URI workbench() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Browser browser() {
        return new Browser(workbench());
    }

    /** Goes through the provider's own sign-in, as far as that leads. */
    Browser.Window signIn(Browser browser, String name) {
        Browser.Window provider = browser.open("/workbench/sign-in/oidc");
        return browser.send(
                provider,
                "username",
                Map.of("username", name, "password", IdentityProviderServer.PASSWORD));
    }

    /** A name at the provider that nobody has had before. */
    static String fresh(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    /** An administrator proposes; the identity opens nothing yet. */
    UUID propose(Actor person, String name) {
        return identities.propose(people.administrator(), person.id(), identity(name));
    }

    /** Two administrators bind it. */
    UUID bind(Actor person, String name) {
        UUID id = propose(person, name);
        identities.confirm(people.person(Role.ADMINISTRATOR), person.id(), id);
        return id;
    }

    static Identity identity(String name) {
        return new Identity(PROVIDER.issuer(), "sub-" + name);
    }
}
