package org.gongkai.content.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.Api;
import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.Staff;
import org.gongkai.content.engine.GongkaiHome;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One file on the class path, {@code kinds/bulletin.yaml}, and nothing else: a kind that the product
 * does not have is written, checked, shown and found.
 */
class AnotherKindIT {
    @TempDir static Path home = Path.of("");

    private static @Nullable ConfigurableApplicationContext application;
    private static Api anonymous = new Api(URI.create("http://localhost/"), null);
    private static Api editor = anonymous;
    private static Api publisher = anonymous;
    private static final List<Api> reviewers = new ArrayList<>();

    @BeforeAll
    static void aSystemThatFindsOneMoreFile() {
        URL directory = Objects.requireNonNull(AnotherKindIT.class.getResource("/another-kind/"));
        SpringApplication boot =
                new SpringApplication(
                        new DefaultResourceLoader(
                                new URLClassLoader(
                                        new URL[] {directory},
                                        AnotherKindIT.class.getClassLoader())),
                        ContentServiceApplication.class);
        ConfigurableApplicationContext context =
                boot.run(
                        "--gongkai.home=" + home,
                        "--server.port=0",
                        "--gongkai.publisher.grace=0s");
        application = context;
        int port =
                Optional.ofNullable(((WebServerApplicationContext) context).getWebServer())
                        .orElseThrow()
                        .getPort();
        anonymous = new Api(URI.create("http://127.0.0.1:" + port), null);
        Staff staff = Staff.hire(anonymous, new GongkaiHome(home));
        editor = staff.editor();
        publisher = staff.publisher();
        reviewers.addAll(staff.reviewers().values());
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void oneFileMakesAKindThatIsWrittenCheckedShownAndFound() {
        assertThat(editor.get("/api/v1/kinds"))
                .anySatisfy(
                        kind -> {
                            assertThat(kind.get("key").asString()).isEqualTo("bulletin");
                            assertThat(kind.at("/label/zh").asString()).isEqualTo("政务公报");
                            assertThat(kind.at("/fields/0/required").asBoolean()).isTrue();
                            assertThat(kind.at("/needs/0/rule").asString()).isEqualTo("BUL-1");
                        });

        String notice = create("notice", "关于城市绿化的通知", "<p>通知正文</p>", Map.of());
        String id = create("bulletin", "区政府公报", "", Map.of("volume", "第五期", "collects", id()));
        assertThat(refusals(id))
                .containsOnly(
                        Map.entry("fields.volume", "KIND-FIELD"),
                        Map.entry("fields.collects", "KIND-RELATION"),
                        Map.entry("body", "BUL-1"));
        assertThat(answer(id).body())
                .contains("Volume “第五期” is not written as it should be. Write it as 2020年第5期.")
                .contains("例如：2020年第5期。");

        editor.put(
                "/api/v1/documents/" + id + "/draft",
                draft(
                        "区政府公报",
                        "<p>本期要目</p>",
                        Map.of(
                                "volume", "2020年第5期",
                                "issuer", "测试区人民政府",
                                "collects", notice,
                                "summary", "河道整治专辑")),
                "\"" + version(id) + "\"");
        submit(notice);
        submit(id);
        approveEverywhere();
        publisher.post("/api/v1/releases", Map.of());

        Document page = page(id);
        assertThat(page.select("body").attr("class")).contains("kind-bulletin");
        assertThat(page.select(".facts dt").eachText()).containsExactly("期号", "发文机关");
        assertThat(page.select(".facts dd").eachText()).containsExactly("2020年第5期", "测试区人民政府");
        assertThat(page.select(".related.above").text()).contains("本期收录").contains("关于城市绿化的通知");
        assertThat(page.select("script[type=application/ld+json]").html())
                .contains("\"PublicationIssue\"");
        assertThat(page(notice).select(".related").text()).contains("收录本文的公报").contains("区政府公报");
        assertThat(Jsoup.parse(anonymous.page("/news/").body()).select(".label").eachText())
                .contains("公报");

        assertThat(found("公报", "kind=bulletin")).containsExactly("区政府公报");
        assertThat(found("河道整治", "")).as("by a text field").containsExactly("区政府公报");
        assertThat(found("公报", "field=" + encoded("volume:2020年第5期"))).containsExactly("区政府公报");
        assertThat(found("公报", "field=" + encoded("volume:2020年第6期"))).isEmpty();
        assertThat(found("公报", "field=" + encoded("issuer:测试区人民政府"))).containsExactly("区政府公报");
    }

    private static String create(
            String kind, String title, String body, Map<String, String> fields) {
        return editor.post(
                        "/api/v1/documents",
                        Map.of(
                                "kind",
                                kind,
                                "section",
                                "news",
                                "unit",
                                "sfj",
                                "draft",
                                draft(title, body, fields)))
                .get("id")
                .asString();
    }

    private static Map<String, Object> draft(
            String title, String body, Map<String, String> fields) {
        return Map.of("title", title, "body", body, "fields", fields);
    }

    /** The id of a document that there is not. */
    private static String id() {
        return "0f8fad5b-d9cb-469f-a165-70867728950e";
    }

    private static void submit(String id) {
        editor.post("/api/v1/documents/" + id + "/submit", Map.of());
    }

    private static HttpResponse<String> answer(String id) {
        return editor.send("/api/v1/documents/" + id + "/submit", Map.of());
    }

    private static Map<String, String> refusals(String id) {
        HttpResponse<String> answer = answer(id);
        assertThat(answer.statusCode()).isEqualTo(422);
        Map<String, String> rules = new TreeMap<>();
        Api.json(answer.body())
                .get("rules")
                .forEach(
                        rule ->
                                rules.put(
                                        rule.get("place").asString(),
                                        rule.get("rule").asString()));
        return rules;
    }

    private static String version(String id) {
        return editor.get("/api/v1/documents/" + id).at("/summary/version").asString();
    }

    private static Document page(String id) {
        String path = editor.get("/api/v1/documents/" + id).at("/summary/path").asString();
        HttpResponse<String> page = anonymous.page(path);
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body());
    }

    private static void approveEverywhere() {
        for (Api reviewer : reviewers) {
            List<Map<String, String>> items = new ArrayList<>();
            reviewer.get("/api/v1/documents?waiting=true&size=200")
                    .get("items")
                    .forEach(
                            item ->
                                    items.add(
                                            Map.of(
                                                    "id", item.get("id").asString(),
                                                    "digest", item.get("digest").asString())));
            reviewer.post(
                    "/api/v1/documents/bulk", Map.of("verb", "APPROVE", "items", items));
        }
    }

    /** The titles that a question finds, once the engine is up and has come as far as the site. */
    private static List<String> found(String words, String narrowed) {
        String question = "/api/search?q=" + encoded(words) + "&" + narrowed;
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () ->
                                anonymous.page(question).statusCode() == 200
                                        && anonymous
                                                        .get("/api/search?q=" + encoded("公报"))
                                                        .get("total")
                                                        .asLong()
                                                > 0);
        List<String> titles = new ArrayList<>();
        JsonNode hits = anonymous.get(question).get("hits");
        hits.forEach(hit -> titles.add(hit.get("title").asString()));
        return titles;
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
