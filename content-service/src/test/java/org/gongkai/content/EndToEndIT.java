package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.html.SharedInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The main job over HTTP, with the engines that a fresh machine gets: a text goes in, passes three
 * people, becomes a page, is found, and is taken away again.
 */
@TestMethodOrder(OrderAnnotation.class)
class EndToEndIT {
    @TempDir static Path home;

    private static @Nullable ConfigurableApplicationContext application;
    private static Api anonymous = new Api(URI.create("http://localhost/"), null);
    private static Api editor = anonymous;
    private static Api publisher = anonymous;
    private static Api operator = anonymous;
    private static final List<Api> reviewers = new ArrayList<>();

    @BeforeAll
    static void aSystemWithItsPeople() {
        SpringApplication boot = new SpringApplication(ContentServiceApplication.class);
        ConfigurableApplicationContext context =
                boot.run(
                        "--gongkai.home=" + home,
                        "--server.port=0",
                        // All tests ask from one address.
                        "--gongkai.search.rate.per-second=0",
                        "--gongkai.publisher.grace=0s");
        application = context;
        int port =
                Optional.ofNullable(((WebServerApplicationContext) context).getWebServer())
                        .orElseThrow()
                        .getPort();
        anonymous = new Api(URI.create("http://127.0.0.1:" + port), null);

        Staff staff = Staff.hire(anonymous, new GongkaiHome(home));
        editor = staff.editor();
        reviewers.addAll(staff.reviewers().values());
        publisher = staff.publisher();
        operator = staff.operator();
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    @Order(1)
    void aTextThatThreePeopleApprovedBecomesAPage() {
        JsonNode created =
                editor.post(
                        "/api/v1/documents",
                        Map.of(
                                "kind",
                                "notice",
                                "section",
                                "news",
                                "unit",
                                "sfj",
                                "draft",
                                Map.of(
                                        "title", "关于开展政务公开日法律咨询的通知",
                                        "body",
                                                "<p>定于活动期间在线解答群众法律问题。</p><script>alert(1)</script>")));
        String id = created.get("id").asString();
        String path = editor.get("/api/v1/documents/" + id).at("/summary/path").asString();

        editor.change("/api/v1/documents/" + id + "/submit", Map.of());
        release();
        assertThat(anonymous.page(path).statusCode()).isEqualTo(404);
        approveEverywhere();
        assertThat(anonymous.page(path).statusCode())
                .as("approved is not yet public")
                .isEqualTo(404);
        release();

        HttpResponse<String> page = anonymous.page(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("关于开展政务公开日法律咨询的通知").doesNotContain("alert(1)");
        assertThat(page.headers().firstValue("ETag")).isPresent();
        assertThat(
                        anonymous
                                .page(
                                        path,
                                        "If-None-Match",
                                        page.headers().firstValue("ETag").orElseThrow())
                                .statusCode())
                .isEqualTo(304);
        assertThat(anonymous.page("/").body()).contains("关于开展政务公开日法律咨询的通知");
        assertThat(anonymous.page("/news/").body()).contains(path);
        assertThat(anonymous.page("/sitemap/1.xml").body()).contains(path);
        assertThat(anonymous.page("/feed.atom").body()).contains("关于开展政务公开日法律咨询的通知");
    }

    @Test
    @Order(2)
    void whatIsPublicIsFoundAndWhatIsWithdrawnIsGone() {
        JsonNode hit = found("法律咨询", 1).at("/hits/0");
        assertThat(hit.get("title").asString()).isEqualTo("关于开展政务公开日法律咨询的通知");
        assertThat(hit.get("highlight").asString() + hit.get("titleHighlight").asString())
                .contains("<em>");
        String path = hit.get("url").asString();
        String id =
                publisher
                        .get("/api/v1/documents?title=" + encoded("法律咨询"))
                        .at("/items/0/id")
                        .asString();

        publisher.change("/api/v1/documents/" + id + "/withdraw", Map.of("reason", "OUTDATED"));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(anonymous.page(path).statusCode()).isEqualTo(410));
        assertThat(anonymous.page("/sitemap/1.xml").body()).doesNotContain(path);
        assertThat(anonymous.page("/feed.atom").body()).doesNotContain(path);
        found("法律咨询", 0);
    }

    @Test
    @Order(3)
    void realRegulationsGoAllTheWayAndAreFoundByTheirTitlesFirst() throws IOException {
        Path regulations = SharedInput.find("regulations");
        List<Path> files;
        try (Stream<Path> all = Files.list(regulations)) {
            files =
                    all.sorted()
                            .filter(
                                    file ->
                                            file.toString().contains("养犬")
                                                    || file.toString().contains("物业管理"))
                            .toList();
        }
        assertThat(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            HttpResponse<String> answer =
                    operator.importFile(
                            String.valueOf(file.getFileName()),
                            Files.readAllBytes(file),
                            "policy",
                            "sfj");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(
                            operator.importFile(
                                            String.valueOf(file.getFileName()),
                                            Files.readAllBytes(file),
                                            "policy",
                                            "sfj")
                                    .statusCode())
                    .as("a second run makes no duplicate")
                    .isEqualTo(200);
        }
        submitAll();
        approveEverywhere();
        release();

        JsonNode answer = found("养犬", 1);
        long dogs = files.stream().filter(file -> file.toString().contains("养犬")).count();
        assertThat(answer.get("total").asLong()).isGreaterThanOrEqualTo(dogs);
        for (int i = 0; i < dogs; i++) {
            assertThat(answer.at("/hits/" + i + "/title").asString()).contains("养犬");
        }
        assertThat(anonymous.page(answer.at("/hits/0/url").asString()).statusCode()).isEqualTo(200);
        assertThat(anonymous.page("/search/?q=" + encoded("养犬")).body()).contains("养犬");
    }

    @Test
    @Order(4)
    void theApiDescribesItself() {
        JsonNode description = anonymous.get("/api/openapi.json");
        assertThat(description.get("openapi").asString()).startsWith("3.1");
        assertThat(description.get("paths").propertyNames())
                .contains("/api/v1/documents", "/api/v1/releases", "/api/search");
    }

    private static void submitAll() {
        bulk(editor, "SUBMIT");
    }

    private static void approveEverywhere() {
        reviewers.forEach(reviewer -> bulk(reviewer, "APPROVE"));
    }

    /** Does the verb on everything that waits for this person. */
    private static void bulk(Api person, String verb) {
        List<Map<String, String>> items = new ArrayList<>();
        person.get("/api/v1/documents?waiting=true&size=200")
                .get("items")
                .forEach(
                        item ->
                                items.add(
                                        Map.of(
                                                "id", item.get("id").asString(),
                                                "digest", item.get("digest").asString(),
                                                "version", item.get("version").asString())));
        person.post("/api/v1/documents/bulk", Map.of("verb", verb, "items", items))
                .forEach(
                        answer ->
                                assertThat(answer.get("done").asBoolean())
                                        .as(answer.toString())
                                        .isTrue());
    }

    private static void release() {
        publisher.post("/api/v1/releases", Map.of());
    }

    /** Waits until the engine is up and the search has come as far as the site. */
    private static JsonNode found(String words, long atLeast) {
        JsonNode[] last = new JsonNode[1];
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            HttpResponse<String> answer =
                                    anonymous.page("/api/search?q=" + encoded(words));
                            if (answer.statusCode() != 200) {
                                return false;
                            }
                            last[0] = anonymous.get("/api/search?q=" + encoded(words));
                            long total = last[0].get("total").asLong();
                            return atLeast == 0 ? total == 0 : total >= atLeast;
                        });
        return last[0];
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
