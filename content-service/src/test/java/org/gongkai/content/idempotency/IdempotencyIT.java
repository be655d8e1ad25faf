package org.gongkai.content.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.TestRoutings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A creation that is sent twice, over the API. */
class IdempotencyIT extends WholeApplication {
    @Autowired private TestRoutings routings;
    @Autowired private Sections sections;
    @Autowired private TransactionTemplate transactions;
    @Autowired private PlatformTransactionManager manager;
    @Autowired private IdempotencyKeys keys;
    @Autowired private Fingerprints fingerprints;
    @Autowired private JdbcClient jdbc;

    @Autowired
    @Qualifier("handlerExceptionResolver")
    private HandlerExceptionResolver problems;

    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());
    private final String key = UUID.randomUUID().toString();
    private String section = "";
    private UnitKey unit = new UnitKey("none");
    private String editor = "";

    @BeforeEach
    void anEditorWithAToken() {
        Actor admin = people.administrator();
        section = "i" + UUID.randomUUID().toString().substring(0, 13);
        sections.put(admin, new Section(section, null, null));
        routings.send(section, ReviewStage.OFFICE_REVIEW);
        unit = people.unit();
        editor = people.bearer(people.person(Role.EDITOR, unit));
    }

    @Test
    void theSameRequestGetsTheFirstAnswerAgainAndCreatesNothing() {
        MvcTestResult first = create(editor, key, "返校安排");
        MvcTestResult second = create(editor, key, "返校安排");

        assertThat(first).hasStatus(201).doesNotContainHeader("Idempotency-Replayed");
        assertThat(second).hasStatus(201).hasHeader("Idempotency-Replayed", "true");
        for (String header : List.of("ETag", "Location", "Content-Type")) {
            assertThat(second.getResponse().getHeader(header))
                    .isNotNull()
                    .isEqualTo(first.getResponse().getHeader(header));
        }
        assertThat(body(second)).isEqualTo(body(first));
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void withoutAKeyTwoRequestsCreateTwo() {
        create(editor, null, "返校安排");
        create(editor, null, "返校安排");

        assertThat(documents()).isEqualTo(2);
    }

    @Test
    void theKeyOfAnotherRequestIsRefused() {
        create(editor, key, "返校安排");
        JsonNode refused = problem(create(editor, key, "开学安排"), 422);

        assertThat(refused.get("type").asString())
                .isEqualTo("urn:gongkai:problem:idempotency-key-reused");
        assertThat(refused.get("detail").asString()).contains("draw a new one");
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void aKeyOfOneOperationIsRefusedByAnother() {
        String admin = people.bearer(people.person(Role.ADMINISTRATOR));
        String unitBody =
                "{\"key\":\"k%s\",\"name\":\"%s\",\"kind\":\"STREET\"}"
                        .formatted(section.substring(1), section);
        assertThat(post(admin, key, "/api/v1/units", unitBody)).hasStatus(201);
        assertThat(post(admin, key, "/api/v1/units", unitBody))
                .hasStatus(201)
                .hasHeader("Idempotency-Replayed", "true");

        assertThat(post(admin, key, "/api/v1/people", unitBody)).hasStatus(422);
    }

    @Test
    void twoPeopleDoNotShareAKey() {
        String colleague = people.bearer(people.person(Role.EDITOR, unit));

        assertThat(create(editor, key, "返校安排")).hasStatus(201);
        assertThat(create(colleague, key, "返校安排"))
                .hasStatus(201)
                .doesNotContainHeader("Idempotency-Replayed");
        assertThat(documents()).isEqualTo(2);
    }

    @Test
    void aRequestThatFailedUsesNoKeyUp() {
        assertThat(post(editor, key, "/api/v1/documents", "{\"kind\":\"article\"}")).hasStatus(400);
        assertThat(
                        post(
                                editor,
                                key,
                                "/api/v1/documents",
                                document("返校安排").replace("article", "poem")))
                .hasStatus(422);
        assertThat(create(editor, key, "返校安排")).hasStatus(201);
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void whatFailsAfterItHasWrittenLeavesNothingBehind() {
        String admin = people.bearer(people.person(Role.ADMINISTRATOR));
        String person =
                "{\"account\":\"p%s\",\"name\":\"测试\",\"password\":\"%s\"}"
                        .formatted(section.substring(1), "long-enough-2020");
        assertThat(post(admin, null, "/api/v1/people", person)).hasStatus(201);

        assertThat(post(admin, key, "/api/v1/people", person)).hasStatus(409);
        assertThat(keysOfThis()).isZero();
    }

    @Test
    void keyAndCreationAreOneTransaction() {
        create(editor, key, "返校安排");

        assertThat(
                        owner.sql(
                                        """
                                        select d.xmin = k.xmin from document d, idempotency_key k
                                        where d.section_key = ? and k.key = ?
                                        """)
                                .params(section, key)
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void ofTwentyAtOnceOneCreates() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(
                    () -> {
                        go.await();
                        return create(editor, key, "返校安排").getResponse().getStatus();
                    });
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = attempts.stream().map(pool::submit).toList();
            go.countDown();
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }

        assertThat(statuses).contains(201).isSubsetOf(201, 409);
        assertThat(documents()).isEqualTo(1);
        assertThat(create(editor, key, "返校安排"))
                .hasStatus(201)
                .hasHeader("Idempotency-Replayed", "true");
    }

    @Test
    void whileTheFirstIsRunningTheSecondIsToldToComeAgain() {
        Actor person = people.person(Role.EDITOR, unit);
        String token = people.bearer(person);
        transactions.executeWithoutResult(
                running -> {
                    keys.take(person.id(), new IdempotencyKey(key), new byte[32]);
                    MvcTestResult refused =
                            CompletableFuture.supplyAsync(() -> create(token, key, "返校安排")).join();

                    assertThat(problem(refused, 409).get("type").asString())
                            .isEqualTo("urn:gongkai:problem:idempotency-key-in-use");
                    assertThat(refused).hasHeader("Retry-After", "1");
                });

        assertThat(create(token, key, "返校安排")).hasStatus(201);
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void afterADayAKeyIsForgottenAndCanNameAnotherCreation() {
        create(editor, key, "返校安排");
        owner.sql(
                        "update idempotency_key set created_at = created_at - interval '24 hours' where key = ?")
                .param(key)
                .update();

        assertThat(create(editor, key, "开学安排"))
                .hasStatus(201)
                .doesNotContainHeader("Idempotency-Replayed");
        assertThat(documents()).isEqualTo(2);
        assertThat(keysOfThis()).isEqualTo(1);
    }

    /** The body of a new person holds a password; what is kept must not help to guess it. */
    @Test
    void noPlainDigestOfTheRequestIsKept() throws Exception {
        create(editor, key, "返校安排");
        byte[] body = document("返校安排").getBytes(StandardCharsets.UTF_8);

        assertThat(
                        owner.sql("select fingerprint from idempotency_key where key = ?")
                                .param(key)
                                .query(byte[].class)
                                .single())
                .hasSize(32)
                .isNotEqualTo(MessageDigest.getInstance("SHA-256").digest(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "钥匙"})
    void whatIsNoKeyIsMalformed(String malformed) {
        JsonNode problem = problem(create(editor, malformed, "返校安排"), 400);

        assertThat(problem.get("type").asString()).isEqualTo("urn:gongkai:problem:malformed");
        assertThat(problem.get("detail").asString()).startsWith("Idempotency-Key: ");
        assertThat(documents()).isZero();
    }

    @Test
    void aBodyThatNoCreationNeedsIsTooLarge() {
        String large = document("题").replace("正文", "字".repeat(6 << 20));

        assertThat(post(editor, key, "/api/v1/documents", large)).hasStatus(413);
    }

    @Test
    void whoIsNotSignedInIsRefusedBeforeAnyKeyIsLookedAt() {
        assertThat(post("Bearer gk_unknown", key, "/api/v1/documents", document("题")))
                .hasStatus(401);
    }

    /** The answer says that something was created, so it waits until that is so. */
    @Test
    void whereTheCommitFailsNoAnswerWasSent() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        handle(
                failingAtCommit(),
                response,
                (handled, answer) -> {
                    answer.getWriter().write("created");
                    answer.flushBuffer();
                    assertThat(response.isCommitted()).isFalse();
                });

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getHeader("Location")).isNull();
        assertThat(response.getContentAsString()).doesNotContain("created");
        assertThat(keysOfThis()).isZero();
    }

    @Test
    void whereTheAnswerCannotBeKeptNothingIsCreated() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        handle(
                manager,
                response,
                (handled, answer) -> {
                    jdbc.sql("insert into calendar_day (day, working, name) values (?, true, '')")
                            .param(LocalDate.EPOCH)
                            .update();
                    ((HttpServletResponse) answer).setHeader("ETag", "no \0 in a database");
                });

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(
                        owner.sql("select count(*) from calendar_day where day = ?")
                                .param(LocalDate.EPOCH)
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(keysOfThis()).isZero();
    }

    /** Lets the filter handle a creation that another than the application does. */
    private void handle(
            PlatformTransactionManager transactionManager,
            MockHttpServletResponse response,
            FilterChain creation)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/documents");
        request.addHeader("Idempotency-Key", key);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new TestingAuthenticationToken(people.person(Role.EDITOR, unit), null));
        try {
            new IdempotencyFilter(
                            keys,
                            fingerprints,
                            new TransactionTemplate(transactionManager),
                            problems)
                    .doFilter(
                            request,
                            response,
                            (handled, answer) -> {
                                ((HttpServletResponse) answer).setStatus(201);
                                ((HttpServletResponse) answer).setHeader("Location", "/nowhere");
                                creation.doFilter(handled, answer);
                            });
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void theDescriptionOfTheApiSaysWhichCreationsTakeAKey() {
        JsonNode description =
                JsonMapper.shared().readTree(body(http.get().uri("/api/openapi.json").exchange()));
        List<String> taking = new ArrayList<>();
        for (String path : description.get("paths").propertyNames()) {
            for (JsonNode parameter : description.get("paths").get(path).at("/post/parameters")) {
                if (parameter.get("name").asString().equals("Idempotency-Key")) {
                    assertThat(parameter.get("in").asString()).isEqualTo("header");
                    assertThat(parameter.get("required").asBoolean()).isFalse();
                    taking.add(path);
                }
            }
        }

        assertThat(taking).containsExactlyInAnyOrderElementsOf(Creations.PATHS);
    }

    private PlatformTransactionManager failingAtCommit() {
        return new PlatformTransactionManager() {
            @Override
            public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
                return manager.getTransaction(definition);
            }

            @Override
            public void commit(TransactionStatus status) {
                manager.rollback(status);
                throw new TransactionSystemException("the disk is full");
            }

            @Override
            public void rollback(TransactionStatus status) {
                manager.rollback(status);
            }
        };
    }

    private MvcTestResult create(String authorization, @Nullable String withKey, String title) {
        return post(authorization, withKey, "/api/v1/documents", document(title));
    }

    private String document(String title) {
        return """
               {"kind":"article","section":"%s","unit":"%s","draft":{"title":"%s","body":"<p>正文</p>"}}
               """
                .formatted(section, unit, title);
    }

    private MvcTestResult post(
            String authorization, @Nullable String withKey, String path, String body) {
        var request =
                http.post()
                        .uri(path)
                        .header("Authorization", authorization)
                        .contentType("application/json")
                        .content(body);
        return withKey == null
                ? request.exchange()
                : request.header("Idempotency-Key", withKey).exchange();
    }

    private long documents() {
        return owner.sql("select count(*) from document where section_key = ?")
                .param(section)
                .query(Long.class)
                .single();
    }

    private long keysOfThis() {
        return owner.sql("select count(*) from idempotency_key where key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private static JsonNode problem(MvcTestResult answer, int status) {
        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        return JsonMapper.shared().readTree(body(answer));
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
