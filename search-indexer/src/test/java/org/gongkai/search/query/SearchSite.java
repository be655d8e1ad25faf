package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.gongkai.search.SharedNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The search API and page over the shared node, asked through the framework; one application for
 * all tests.
 */
@SpringBootTest(classes = {SearchSite.Site.class, SearchApplication.class})
@AutoConfigureMockMvc
abstract class SearchSite {
    static final AtomicLong LAST_REMOVAL = new AtomicLong();
    static final String HTML = "/search/";
    static final String JSON = "/api/search";

    /** Whether the index holds what most tests want; building it anew takes a second or two. */
    private static boolean usual;

    @Autowired MockMvcTester mvc;
    @Autowired SearchIndex index;

    @DynamicPropertySource
    static void node(DynamicPropertyRegistry properties) {
        SharedNode.register(properties);
        properties.add("gongkai.search.rate.per-second", () -> 0);
        properties.add("gongkai.search.hot", () -> "养犬,没有的事");
    }

    /** Named to the test alone: not annotated, so that no scan finds it. */
    static class Site {
        @Bean
        SearchShell shell() {
            return () -> Optional.of(FilledShellTest.exampleShell());
        }

        @Bean
        RemovalCheckpoint removals() {
            return LAST_REMOVAL::get;
        }
    }

    @BeforeEach
    void start() {
        LAST_REMOVAL.set(0);
        if (!usual) {
            index.prepare();
            holds(usual());
            usual = true;
        }
    }

    private static SearchDocument[] usual() {
        return new SearchDocument[] {
            Documents.of("walk", "文明出行倡议", "遛狗牵绳，依法养犬，是养犬人的责任。养犬要登记，养犬要免疫。"),
            Documents.of("rules", "某区养犬管理规定问答", "饲养犬只应当办理登记。"),
            Documents.of("meeting", "座谈会预告", "围绕垃圾分类等话题座谈。"),
            Documents.of("cat", "犬类免疫点公布", "免疫点每周开放。"),
            Documents.of("net", "5G基站建设计划", "全区新建5G基站，支持ＩＰｖ６改造，发布App 2.0版。"),
            Documents.policy(
                    "number",
                    "关于优化营商环境的若干措施",
                    "为优化营商环境，制定本措施。老旧小区改造另行规定。",
                    "某政发〔2020〕5号",
                    List.of("营商环境", "企业开办"))
        };
    }

    /** What the index holds is no longer what most tests want. */
    static void changed() {
        usual = false;
    }

    /** Exactly these documents, in an index that was built anew. */
    void holds(SearchDocument... documents) {
        usual = false;
        index.rebuild(() -> Stream.of(documents), 1);
    }

    JsonNode ask(String... parameters) {
        MvcTestResult result = get(JSON, parameters);
        assertThat(result).hasStatus(200).hasContentType("application/json");
        return new JsonMapper().readTree(text(result));
    }

    String problem(int status, String... parameters) {
        MvcTestResult result = get(JSON, parameters);
        assertThat(result).hasStatus(status).hasContentType("application/problem+json");
        assertThat(result.getResponse().getHeader("Retry-After"))
                .isEqualTo(status == 503 ? "5" : null);
        JsonNode problem = new JsonMapper().readTree(text(result));
        return problem.get("type").stringValue() + ": " + problem.get("detail").stringValue();
    }

    Document page(int status, String... parameters) {
        MvcTestResult result = get(HTML, parameters);
        assertThat(result).hasStatus(status).hasContentType("text/html;charset=UTF-8");
        assertThat(result.getResponse().getHeader("Retry-After"))
                .isEqualTo(status == 503 ? "5" : null);
        return Jsoup.parse(text(result));
    }

    static String notice(Document page) {
        return page.select("[data-search-notice]:not([hidden])").text();
    }

    static List<String> ids(JsonNode answer) {
        return answer.get("hits").valueStream().map(hit -> hit.get("id").stringValue()).toList();
    }

    MvcTestResult get(String path, String... parameters) {
        var request = mvc.get().uri(path);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    static String text(MvcTestResult result) {
        return new String(
                result.getResponse().getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
