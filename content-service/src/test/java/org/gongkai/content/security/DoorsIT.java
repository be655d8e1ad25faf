package org.gongkai.content.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.engine.Secrets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Caller;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.SignIn;
import org.gongkai.content.people.SignInLocked;
import org.gongkai.content.people.Token;
import org.gongkai.content.people.Tokens;
import org.gongkai.content.people.WrongCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DoorsIT extends WholeApplication {
    private static final String PASSWORD = "a-long-enough-one";

    @Autowired private Secrets secrets;
    @Autowired private Tokens tokens;
    @Autowired private People register;
    @Autowired private SignIn signIn;

    @ParameterizedTest
    @ValueSource(strings = {"Bearer gk_unknown", "Basic YWRtaW46YWRtaW4=", "Bearer "})
    void aTokenThatIsNotGoodIsRefusedWithAProblem(String authorization) {
        assertThat(me(authorization))
                .hasStatus(401)
                .hasContentType("application/problem+json")
                .hasHeader("WWW-Authenticate", "Bearer")
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:not-signed-in");
    }

    @Test
    void withoutATokenOrASessionTheApiIsClosed() {
        assertThat(http.get().uri("/api/v1/me")).hasStatus(401);
        assertThat(http.get().uri("/api/v1/people")).hasStatus(401);
        assertThat(http.post().uri("/api/v1/units")).hasStatus(403);
    }

    /** Whatever it answers without an engine, it asks nobody to sign in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search/",
                "/search/?related=1",
                "/api/search?q=a",
                "/api/search/suggestions?q=a",
                "/api/search/related?id=1"
            })
    void searchIsForEveryone(String address) {
        for (String authorization : List.of("", "Bearer gk_unknown")) {
            MockMvcTester.MockMvcRequestBuilder asked = http.get().uri(address);
            MvcTestResult answer =
                    (authorization.isEmpty()
                                    ? asked
                                    : asked.header(HttpHeaders.AUTHORIZATION, authorization))
                            .exchange();
            assertThat(answer.getResponse().getStatus())
                    .as(address)
                    .isIn(200, 404, HttpStatus.SERVICE_UNAVAILABLE.value());
            assertThat(answer.getRequest().getSession(false)).isNull();
        }
    }

    @Test
    void aTokenIsIssuedForAPasswordShownOnceAndKeptAsItsDigest() {
        Actor person = people.person(Role.SUPERVISOR, null, PASSWORD);
        MvcTestResult issued =
                http.post()
                        .uri("/api/v1/tokens")
                        .contentType("application/json")
                        .content(
                                """
                                {"account":"%s","password":"%s","label":"钥匙","expiresInDays":7}
                                """
                                        .formatted(person.account(), PASSWORD))
                        .exchange();

        assertThat(issued).hasStatus(201);
        String token =
                tools.jackson.databind.json.JsonMapper.shared()
                        .readTree(body(issued))
                        .get("token")
                        .asString();
        assertThat(token).matches("gk_[A-Za-z0-9_-]{43}");
        assertThat(me("Bearer " + token))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.account")
                .isEqualTo(person.account());
        assertThat(
                        JdbcClient.create(DATABASE.app())
                                .sql(
                                        "select count(*) from api_token where strpos(api_token::text, :t) > 0")
                                .param("t", token)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void aRevokedTokenIsOfNoUse() {
        Actor person = people.person(Role.SUPERVISOR);
        Tokens.Issued issued =
                tokens.issue(person, "x", Set.of(Token.Scope.WRITE), Duration.ofDays(1));
        String authorization = "Bearer " + issued.secret();

        assertThat(
                        http.delete()
                                .uri("/api/v1/tokens/{id}", issued.token().id())
                                .header(HttpHeaders.AUTHORIZATION, authorization))
                .hasStatus(204);
        assertThat(me(authorization)).hasStatus(401);
    }

    @Test
    void nobodyRevokesOrSeesAnothersToken() {
        Actor one = people.person(Role.SUPERVISOR);
        Actor other = people.person(Role.SUPERVISOR);
        Tokens.Issued issued = tokens.issue(one, "x", Set.of(Token.Scope.READ), Duration.ofDays(1));

        assertThat(tokens.revoke(other, issued.token().id())).isFalse();
        assertThat(tokens.own(other)).isEmpty();
        assertThat(tokens.own(one)).containsExactly(issued.token());
    }

    @Test
    void aTokenForReadingChangesNothing() {
        Actor person = people.person(Role.SUPERVISOR, null, PASSWORD);
        String authorization =
                "Bearer "
                        + tokens.issue(person, "x", Set.of(Token.Scope.READ), Duration.ofDays(1))
                                .secret();

        assertThat(me(authorization)).hasStatusOk();
        assertThat(
                        http.put()
                                .uri("/api/v1/me/password")
                                .header(HttpHeaders.AUTHORIZATION, authorization)
                                .contentType("application/json")
                                .content("{\"password\":\"another-long-one\"}"))
                .hasStatus(403)
                .hasContentType("application/problem+json");
    }

    @Test
    void noTokenLivesLongerThanNinetyDays() {
        Actor person = people.person(Role.SUPERVISOR);

        assertThatThrownBy(
                        () ->
                                tokens.issue(
                                        person, "x", Set.of(Token.Scope.READ), Duration.ofDays(91)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/documents | {}",
                "/api/v1/documents | {\"kind\":\"article\",\"section\":\"a\",\"unit\":\"a\",\"draft\":{\"tags\":[null]}}",
                "/api/v1/documents/bulk | {\"verb\":\"APPROVE\"}",
                "/api/v1/documents/bulk | {\"verb\":\"APPROVE\",\"items\":[null]}",
                "/api/v1/documents/00000000-0000-0000-0000-000000000000/approve | {}",
                "/api/v1/documents/00000000-0000-0000-0000-000000000000/withdraw | {}",
                "/api/v1/routings | {}",
                "/api/v1/routings | {\"routes\":{\"a\":null},\"rules\":[null]}",
                "/api/v1/routings | {\"routes\":{\"a\":{\"stages\":[null]}},\"rules\":[{\"route\":\"a\"}]}",
                "/api/v1/routings | {\"routes\":{\"a\":{\"stages\":[\"UNIT_REVIEW\"],\"allowances\":[null]}},\"rules\":[{\"route\":\"a\"}]}",
                "/api/v1/routings/00000000-0000-0000-0000-000000000000/approvals | {}",
                "/api/v1/notices/00000000-0000-0000-0000-000000000000/ask-withdrawal | {}",
                "/api/v1/tokens | {\"account\":\"a\\u0000\",\"password\":\"b\",\"label\":\"c\"}"
            })
    void whatABodyLacksIsTheAskersMistake(String path, String body) {
        String authorization =
                "Bearer "
                        + tokens.issue(
                                        people.person(Role.PUBLISHER),
                                        "x",
                                        Set.of(Token.Scope.WRITE),
                                        Duration.ofDays(1))
                                .secret();

        assertThat(
                        http.post()
                                .uri(path)
                                .header(HttpHeaders.AUTHORIZATION, authorization)
                                .contentType("application/json")
                                .content(body))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:malformed");
    }

    @Test
    void theCommandLinesTokenIsTheOperators() {
        assertThat(me("Bearer " + secrets.value(Secrets.Secret.CLI_TOKEN)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.account")
                .isEqualTo("operator");
    }

    @Test
    void betweenProcessesOnlyTheSharedSecretOpens() {
        assertThat(internal("Bearer " + secrets.value(Secrets.Secret.CLI_TOKEN))).hasStatus(401);
        assertThat(internal("Bearer " + secrets.value(Secrets.Secret.INTERNAL_TOKEN)))
                .hasStatus(404);
    }

    @Test
    void whoHasNoSessionIsLedToTheSignInForm() {
        assertThat(http.get().uri("/workbench"))
                .hasStatus3xxRedirection()
                .hasHeader("Location", "/workbench/sign-in");
    }

    @Test
    void theFormSignsInWithANewSessionAndASessionNeedsItsFormToken() {
        Actor person = people.person(Role.ADMINISTRATOR, null, PASSWORD);
        MockHttpSession before = new MockHttpSession();
        String idBefore = before.getId();
        MockHttpSession session = signIn(person.account(), PASSWORD, before);

        assertThat(session.getId()).isNotEqualTo(idBefore);
        assertThat(http.get().uri("/api/v1/me").session(session)).hasStatusOk();
        assertThat(addUnit(session)).hasStatus(403).hasContentType("application/problem+json");
        assertThat(
                        http.post()
                                .uri("/api/v1/units")
                                .session(session)
                                .with(csrf())
                                .contentType("application/json")
                                .content(unit()))
                .hasStatus(201);
    }

    @Test
    void aSessionEndsWhenItsPasswordChangesOrThePersonIsNoLongerActive() {
        Actor admin = people.administrator();
        Actor person = people.person(Role.SUPERVISOR, null, PASSWORD);
        MockHttpSession first = signIn(person.account(), PASSWORD, new MockHttpSession());
        register.setPassword(admin, person.id(), PASSWORD + "!");
        assertThat(http.get().uri("/api/v1/me").session(first)).hasStatus(401);

        MockHttpSession second = signIn(person.account(), PASSWORD + "!", new MockHttpSession());
        assertThat(http.get().uri("/api/v1/me").session(second)).hasStatusOk();
        register.change(admin, person.id(), person.name(), false);
        assertThat(http.get().uri("/api/v1/me").session(second)).hasStatus(401);
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneHasToWait() {
        Actor person = people.person(Role.SUPERVISOR, null, PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> signIn.signIn(person.account(), "wrong", "192.0.2.1"))
                    .isInstanceOf(WrongCredentials.class);
        }

        assertThatThrownBy(() -> signIn.signIn(person.account(), PASSWORD, "192.0.2.2"))
                .isInstanceOf(SignInLocked.class);
        assertThat(
                        http.post()
                                .uri("/api/v1/tokens")
                                .contentType("application/json")
                                .content(
                                        "{\"account\":\"%s\",\"password\":\"%s\",\"label\":\"x\"}"
                                                .formatted(person.account(), PASSWORD)))
                .hasStatus(429)
                .containsHeader("Retry-After");
    }

    @Test
    void strangersWhoGuessDoNotLockOutADeviceOnWhichThePersonIsKnown() {
        Actor person = people.person(Role.SUPERVISOR, null, PASSWORD);
        MvcTestResult first = form(person.account(), PASSWORD, null, "192.0.2.11");
        Cookie device =
                Objects.requireNonNull(first.getResponse().getCookie(Caller.COOKIE), "no cookie");
        assertThat(device.isHttpOnly()).isTrue();
        for (int i = 0; i < 5; i++) {
            form(person.account(), "wrong", null, "192.0.2.12");
        }

        assertThat(form(person.account(), PASSWORD, null, "192.0.2.13"))
                .hasHeader("Location", "/workbench/sign-in?locked");
        assertThat(form(person.account(), PASSWORD, device, "192.0.2.13"))
                .hasHeader("Location", "/workbench");
        assertThat(form(person.account(), PASSWORD, null, "192.0.2.11"))
                .as("from where the person has come before")
                .hasHeader("Location", "/workbench");
    }

    @Test
    void manyWrongPasswordsAtOnceAreNoMoreGuessesThanOneAfterTheOther() throws Exception {
        Actor person = people.person(Role.SUPERVISOR, null, PASSWORD);
        int guessed = 0;
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> guesses =
                    together.invokeAll(
                            Collections.nCopies(40, () -> guess(person.account(), "198.51.100.1")));
            for (Future<Boolean> guess : guesses) {
                guessed += guess.get() ? 1 : 0;
            }
        }

        assertThat(guessed)
                .isBetween(5, 5 + Math.max(0, Runtime.getRuntime().availableProcessors() - 2));
    }

    @Test
    void withoutAnIdentityProviderNothingOfItExists() {
        assertThat(http.get().uri("/workbench/sign-in"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("统一身份认证", "oidc");
        for (String path :
                List.of("/workbench/sign-in/oidc", "/workbench/sign-in/oidc/callback?code=a")) {
            assertThat(http.get().uri(path))
                    .hasStatus3xxRedirection()
                    .hasHeader("Location", "/workbench/sign-in");
        }
        Actor admin = people.administrator();
        assertThat(
                        http.get()
                                .uri("/api/v1/people/{id}/identities", admin.id())
                                .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatus(404);
    }

    @Test
    void theFirstAdministratorsPasswordStandsInAFileOfTheOwner() throws Exception {
        PersonId admin = people.administrator().id();
        SignIn.SignedIn signedIn =
                signIn.signIn(
                        "admin", secrets.value(Secrets.Secret.INITIAL_ADMINISTRATOR), "192.0.2.3");

        assertThat(signedIn.person()).isEqualTo(admin.value());
        assertThat(
                        java.nio.file.attribute.PosixFilePermissions.toString(
                                java.nio.file.Files.getPosixFilePermissions(
                                        secrets.file(Secrets.Secret.INITIAL_ADMINISTRATOR))))
                .isEqualTo("rw-------");
    }

    @Test
    void theDescriptionOfTheApiIsPublicAndNamesTheProblems() {
        assertThat(http.get().uri("/api/openapi.json"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath(
                        "$.paths['/api/v1/units'].post.responses['403'].content['application/problem+json'].schema['$ref']")
                .isEqualTo("#/components/schemas/Problem");
        assertThat(http.get().uri("/api/docs")).hasStatus3xxRedirection();
    }

    private boolean guess(String account, String address) {
        try {
            signIn.signIn(account, "wrong", address);
            throw new AssertionError("a wrong password was right");
        } catch (WrongCredentials e) {
            return true;
        } catch (SignInLocked e) {
            return false;
        }
    }

    private MvcTestResult form(
            String account, String password, @Nullable Cookie device, String address) {
        MockMvcTester.MockMvcRequestBuilder form =
                http.post()
                        .uri("/workbench/sign-in")
                        .with(csrf())
                        .with(
                                request -> {
                                    request.setRemoteAddr(address);
                                    return request;
                                })
                        .param("account", account)
                        .param("password", password);
        return (device == null ? form : form.cookie(device)).exchange();
    }

    private MvcTestResult me(String authorization) {
        return http.get()
                .uri("/api/v1/me")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    private MvcTestResult internal(String authorization) {
        return http.get()
                .uri("/internal/publishing/nothing-here")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    private MvcTestResult addUnit(MockHttpSession session) {
        return http.post()
                .uri("/api/v1/units")
                .session(session)
                .contentType("application/json")
                .content(unit())
                .exchange();
    }

    private static String unit() {
        String key = "u" + UUID.randomUUID().toString().substring(0, 13);
        return "{\"key\":\"%s\",\"name\":\"%s\",\"kind\":\"STREET\"}".formatted(key, key);
    }

    private MockHttpSession signIn(String account, String password, MockHttpSession session) {
        MvcTestResult result =
                http.post()
                        .uri("/workbench/sign-in")
                        .session(session)
                        .with(csrf())
                        .with(
                                request -> {
                                    request.setRequestedSessionId(session.getId());
                                    request.setRequestedSessionIdValid(true);
                                    return request;
                                })
                        .param("account", account)
                        .param("password", password)
                        .exchange();
        assertThat(result).hasStatus3xxRedirection().hasHeader("Location", "/workbench");
        return (MockHttpSession) Objects.requireNonNull(result.getRequest().getSession(false));
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
