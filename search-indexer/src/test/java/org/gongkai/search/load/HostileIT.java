package org.gongkai.search.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.gongkai.search.Documents;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.gongkai.search.SharedNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Texts that have broken other programs, where they lie beside the repository, as questions and as
 * documents: each is answered, and none becomes markup.
 */
@SpringBootTest(
        classes = {HostileIT.Site.class, SearchApplication.class},
        properties = "gongkai.search.rate.per-second=0")
@AutoConfigureMockMvc
class HostileIT {
    private static final Path INPUT = Path.of("..", "..", "shared", "input");
    private static final List<String> ENDPOINTS =
            List.of("/api/search", "/api/search/suggestions", "/search/");
    private static final String SHELL =
            """
            <!doctype html><html lang="zh-CN"><title>站内搜索</title>
            <form data-search-form method="get" action="/search/"><input name="q"></form>
            <p data-search-notice hidden data-empty="输入" data-none="没有“{q}”" data-too-long="太长"
             data-too-deep="太深" data-invalid="不对" data-unavailable="不可用" data-updating="更新中"></p>
            <p data-search-summary data-some="“{q}” {total}"></p>
            <ol data-search-results></ol>
            <template data-search-hit><li><a data-hit-title></a><p data-hit-highlight></p></li></template>
            </html>
            """;

    @Autowired MockMvcTester mvc;
    @Autowired SearchIndex index;

    @DynamicPropertySource
    static void node(DynamicPropertyRegistry properties) {
        SharedNode.register(properties);
    }

    /** Named to the test alone: not annotated, so that no scan finds it. */
    static class Site {
        @Bean
        SearchShell shell() {
            return () -> Optional.of(SHELL);
        }

        @Bean
        RemovalCheckpoint removals() {
            return () -> 0;
        }
    }

    private final List<String> texts = new ArrayList<>();

    @BeforeEach
    void holdsThemAll() {
        assumeThat(INPUT).as("input beside the repository").isDirectory();
        JsonMapper json = new JsonMapper();
        for (JsonNode each : json.readTree(INPUT.resolve("naughty-strings.json").toFile())) {
            texts.add(each.asString());
        }
        for (JsonNode each : json.readTree(INPUT.resolve("xss/vectors.json").toFile())) {
            texts.add(each.get("payload").asString());
        }
        List<SearchDocument> documents =
                IntStream.range(0, texts.size())
                        .mapToObj(
                                i ->
                                        Documents.of(
                                                "h" + i, "题 " + texts.get(i), "公开 " + texts.get(i)))
                        .toList();
        index.rebuild(documents::stream, 1);
    }

    @Test
    void eachAsAQuestionIsAnsweredKindlyBySomeEndpoint() {
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String endpoint = ENDPOINTS.get(i % ENDPOINTS.size());

            MvcTestResult answer =
                    mvc.get().uri(endpoint).param("q", text).param("size", "3").exchange();

            assertThat(answer.getResponse().getStatus()).as(endpoint + " " + text).isIn(200, 400);
            if (endpoint.equals("/search/")) {
                assertThat(activeParts(answer)).as(text).isEmpty();
            }
        }
    }

    @Test
    void eachAsADocumentIsShownAsText() {
        for (int page = 1; page <= texts.size() / 50 + 1; page++) {
            MvcTestResult answer =
                    mvc.get()
                            .uri("/search/")
                            .param("q", "公开")
                            .param("size", "50")
                            .param("page", Integer.toString(page))
                            .exchange();

            assertThat(answer).hasStatusOk();
            assertThat(activeParts(answer)).isEmpty();
        }
    }

    /** Whatever would run or load, and whatever the shell does not have. */
    private static List<String> activeParts(MvcTestResult answer) {
        Document page =
                Jsoup.parse(
                        new String(
                                answer.getResponse().getContentAsByteArray(),
                                StandardCharsets.UTF_8));
        List<String> active = new ArrayList<>();
        page.select("body *:not(form, input, p, ol, li, a, em, template)")
                .forEach(element -> active.add(element.outerHtml()));
        page.getAllElements()
                .forEach(
                        element ->
                                element.attributes().asList().stream()
                                        .filter(HostileIT::acts)
                                        .forEach(attribute -> active.add(element.outerHtml())));
        return active;
    }

    private static boolean acts(Attribute attribute) {
        return attribute.getKey().startsWith("on")
                || (attribute.getKey().equals("href")
                        && attribute.getValue().startsWith("javascript:"));
    }
}
