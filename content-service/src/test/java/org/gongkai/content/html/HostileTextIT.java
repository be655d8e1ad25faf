package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Page;

import org.gongkai.content.Api;
import org.gongkai.content.Chromium;
import org.gongkai.content.ReleasedSystem;
import org.gongkai.content.Staff;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The naughty strings through the whole system: as title, text, tag, field, file name, caption,
 * opinion and question; in the API, in the workbench and on the public pages.
 */
@TestMethodOrder(OrderAnnotation.class)
class HostileTextIT {
    private static final int LONGEST_TAG = 50;
    private static final byte[] FILE = "附件".getBytes(StandardCharsets.UTF_8);
    private static final BodySanitizer SANITIZER = new BodySanitizer();

    /** The documents by what they are made of. */
    private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();

    private static final List<String> STRINGS = new ArrayList<>();

    private final ReleasedSystem system = ReleasedSystem.running();
    private final Api editor = system.staff().editor();
    private final List<String> problems = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        JsonMapper.shared()
                .readTree(Files.readString(SharedInput.find("naughty-strings.json")))
                .forEach(string -> STRINGS.add(string.asString()));
        assertThat(STRINGS).hasSizeGreaterThan(400);
    }

    @Test
    @Order(1)
    void whatIsWrittenIsKeptAsItWasSentButForWhatNobodySees() {
        String file =
                Api.json(editor.upload("附件.txt", FILE, "sfj").body()).get("sha256").asString();
        for (String text : STRINGS) {
            String tag = TitleText.of(text);
            boolean tagged = !tag.isEmpty() && tag.length() <= LONGEST_TAG;
            HttpResponse<String> refused = post(text, file, List.of(text));
            HttpResponse<String> written =
                    tag.length() <= LONGEST_TAG ? refused : post(text, file, List.of());
            if (tag.length() > LONGEST_TAG
                    && (refused.statusCode() != 422 || !refused.body().contains("\"TAGS\""))) {
                problems.add("a long tag was answered " + refused.statusCode() + ": " + text);
            }
            if (written.statusCode() != 201) {
                problems.add(written.statusCode() + " " + written.body() + " for " + text);
                continue;
            }
            String id = Api.json(written.body()).get("id").asString();
            DOCUMENTS.put(text, id);
            JsonNode content = editor.get("/api/v1/documents/" + id).get("content");
            same(TitleText.of(text), content.get("title"), "title");
            same(SANITIZER.sanitize(body(text)), content.get("body"), "body");
            same(PlainLines.of(text), content.at("/fields/summary"), "summary");
            same(TitleText.of(text), content.at("/fields/issuer"), "issuer");
            same(tagged ? tag : "", content.at("/tags/0"), "tag");
            String name = TitleText.shortened(text);
            same(name.isEmpty() ? "附件.txt" : name, content.at("/assets/0/fileName"), "name");
            same(PlainLines.of(text), content.at("/assets/0/caption"), "caption");
            if (!visible(text).equals(visible(content.get("title").asString()))) {
                problems.add("something that can be seen was lost of: " + text);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    @Order(2)
    void aFileComesInUnderAnyNameOrIsRefusedWithAReason() {
        int taken = 0;
        for (String text : STRINGS) {
            HttpResponse<String> answer = editor.upload(text + ".txt", FILE, "sfj");
            taken += answer.statusCode() == 201 ? 1 : 0;
            if (answer.statusCode() >= 500) {
                problems.add(answer.statusCode() + " for the file " + text);
            }
        }
        assertThat(problems).isEmpty();
        assertThat(taken).isGreaterThan(STRINGS.size() * 9 / 10);
    }

    @Test
    @Order(3)
    void anOpinionIsKeptAsItWasSentOrRefusedWithAReason() {
        system.doAll(editor, "SUBMIT");
        Api reviewer = system.staff().reviewers().get("reviewer.sfj");
        assertThat(reviewer).isNotNull();
        for (JsonNode waiting : waiting(reviewer)) {
            String id = waiting.get("id").asString();
            String text = textOf(id);
            HttpResponse<String> answer =
                    reviewer.send(
                            "/api/v1/documents/" + id + "/approve",
                            Map.of("digest", waiting.get("digest").asString(), "comment", text));
            if (answer.statusCode() == 200) {
                JsonNode given = reviewer.get("/api/v1/documents/" + id).at("/verdicts/0/comment");
                same(text.strip(), given, "opinion");
            } else if (answer.statusCode() >= 500) {
                problems.add(answer.statusCode() + " for the opinion " + text);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    @Order(4)
    void noneIsActiveOnAPublicPage() {
        system.approveEverywhere();
        system.release();

        int shown = 0;
        for (Map.Entry<String, String> document : DOCUMENTS.entrySet()) {
            JsonNode view = editor.get("/api/v1/documents/" + document.getValue());
            if (!view.at("/summary/state").asString().equals("PUBLISHED")) {
                continue;
            }
            shown++;
            String path = view.at("/summary/path").asString();
            HttpResponse<String> page = system.anonymous().page(path);
            quiet(page, path);
            same(
                    view.at("/content/title").asString(),
                    Jsoup.parse(page.body()).select("h1").getFirst().wholeText(),
                    "heading");
        }
        for (String path : List.of("/", "/news/", "/unit/sfj/", "/news/page/1/")) {
            quiet(system.anonymous().page(path), path);
        }
        quiet(system.anonymous().page("/feed.atom"), "/feed.atom");
        assertThat(problems).isEmpty();
        assertThat(shown).isGreaterThan(STRINGS.size() * 8 / 10);
    }

    @Test
    @Order(5)
    void aQuestionIsAnsweredOrRefusedWithAReason() {
        for (String text : STRINGS) {
            String words = URLEncoder.encode(text, StandardCharsets.UTF_8);
            quiet(system.anonymous().page("/search/?q=" + words), "the question " + text);
            for (String question : List.of("q=" + words, "q=x&field=issuer:" + words)) {
                int status = system.anonymous().page("/api/search?" + question).statusCode();
                if (status != 200 && status != 400 && status != 503) {
                    problems.add(status + " for " + question);
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    @Order(6)
    void noneIsActiveInTheWorkbenchNorInABrowser() {
        String home = system.anonymous().address("/");
        try (Chromium chromium = new Chromium(address -> address.startsWith(home))) {
            Page page = chromium.page();
            page.navigate(home + "workbench/sign-in");
            page.fill("#account", "editor.sfj");
            page.fill("#password", Staff.PASSWORD);
            page.locator("button.main").click();
            page.waitForURL(home + "workbench");

            APIRequestContext signedIn = page.request();
            for (String id : DOCUMENTS.values()) {
                String address = home + "workbench/documents/" + id;
                var read = signedIn.get(address);
                if (read.status() != 200) {
                    problems.add(read.status() + " for " + address);
                }
                Active.onPage(read.text()).forEach(active -> problems.add(active + " " + address));
            }
            for (String path :
                    List.of(
                            "workbench",
                            "workbench/documents?size=200",
                            "workbench/documents/"
                                    + DOCUMENTS.values().iterator().next()
                                    + "/write",
                            "news/",
                            "news/page/1/",
                            "search/?q=%3Cscript%3Ealert(1)%3C/script%3E")) {
                page.navigate(home + path);
                chromium.touchEverything("main");
            }
            assertThat(chromium.deeds()).isEmpty();
        }
        assertThat(problems).isEmpty();
    }

    private HttpResponse<String> post(String text, String file, List<String> tags) {
        Map<String, Object> attachment = new TreeMap<>();
        attachment.put("sha256", file);
        attachment.put("role", "ATTACHMENT");
        attachment.put("fileName", text);
        attachment.put("alt", text);
        attachment.put("caption", text);
        Map<String, Object> draft = new TreeMap<>();
        draft.put("title", text);
        draft.put("body", body(text));
        draft.put("fields", Map.of("summary", text, "issuer", text, "source", text));
        draft.put("tags", tags);
        draft.put("assets", List.of(attachment));
        return editor.send(
                "/api/v1/documents",
                Map.of("kind", "notice", "section", "news", "unit", "sfj", "draft", draft));
    }

    private static String body(String text) {
        return "<p>正文</p>" + text + "<p title=\"" + text + "\">" + text + "</p>";
    }

    private List<JsonNode> waiting(Api reviewer) {
        List<JsonNode> waiting = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode items =
                    reviewer.get("/api/v1/documents?waiting=true&size=200&page=" + page)
                            .get("items");
            items.forEach(waiting::add);
            if (items.size() < 200) {
                return waiting;
            }
        }
    }

    private static String textOf(String id) {
        return DOCUMENTS.entrySet().stream()
                .filter(document -> document.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("同意");
    }

    private void quiet(HttpResponse<String> page, String what) {
        if (page.statusCode() >= 500 && page.statusCode() != 503) {
            problems.add(page.statusCode() + " for " + what);
        }
        Active.onPage(page.body()).forEach(active -> problems.add(active + " on " + what));
    }

    private void same(String sent, JsonNode stored, String what) {
        same(sent, stored.isMissingNode() ? "" : stored.asString(), what);
    }

    private void same(String sent, String stored, String what) {
        if (!sent.equals(stored)) {
            problems.add("%s: “%s” was kept as “%s”".formatted(what, sent, stored));
        }
    }

    /** Letters, digits, signs: whatever is neither white space nor control nor format. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .filter(
                        c ->
                                switch (Character.getType(c)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.SURROGATE,
                                            Character.UNASSIGNED,
                                            Character.SPACE_SEPARATOR,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR ->
                                            false;
                                    default -> true;
                                })
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }
}
