package org.gongkai.content.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.Api;
import org.gongkai.content.ReleasedSystem;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One file on the class path, {@code kinds/bulletin.yaml}, and nothing else: a kind that the
 * product does not have is written, checked, shown and found.
 */
class AnotherKindIT {
    private final ReleasedSystem system = ReleasedSystem.running();
    private final Api anonymous = system.anonymous();
    private final Api editor = system.staff().editor();

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
                version(id),
                draft(
                        "区政府公报",
                        "<p>本期要目</p>",
                        Map.of(
                                "volume", "2020年第5期",
                                "issuer", "测试区人民政府",
                                "collects", notice,
                                "summary", "河道整治专辑")));
        submit(notice);
        submit(id);
        system.approveEverywhere();
        system.release();

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

    private String create(String kind, String title, String body, Map<String, String> fields) {
        return system.create(kind, draft(title, body, fields));
    }

    private static Map<String, Object> draft(
            String title, String body, Map<String, String> fields) {
        return Map.of("title", title, "body", body, "fields", fields);
    }

    /** The id of a document that there is not. */
    private static String id() {
        return "0f8fad5b-d9cb-469f-a165-70867728950e";
    }

    private void submit(String id) {
        editor.change("/api/v1/documents/" + id + "/submit", Map.of());
    }

    private HttpResponse<String> answer(String id) {
        return editor.tryChange("/api/v1/documents/" + id + "/submit", Map.of());
    }

    private Map<String, String> refusals(String id) {
        HttpResponse<String> answer = answer(id);
        assertThat(answer.statusCode()).isEqualTo(422);
        Map<String, String> rules = new TreeMap<>();
        Api.json(answer.body())
                .get("rules")
                .forEach(
                        rule ->
                                rules.put(
                                        rule.get("place").asString(), rule.get("rule").asString()));
        return rules;
    }

    private String version(String id) {
        return editor.get("/api/v1/documents/" + id).at("/summary/version").asString();
    }

    private Document page(String id) {
        String path = editor.get("/api/v1/documents/" + id).at("/summary/path").asString();
        HttpResponse<String> page = anonymous.page(path);
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body());
    }

    /** The titles that a question finds, once the engine is up and has come as far as the site. */
    private List<String> found(String words, String narrowed) {
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
