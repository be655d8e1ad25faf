package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.gongkai.search.SharedNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@SpringBootTest(classes = {SearchApiIT.Site.class, SearchApplication.class})
@AutoConfigureMockMvc
class SearchApiIT {
    private static final AtomicLong LAST_REMOVAL = new AtomicLong();
    private static final String HTML = "/search/";
    private static final String JSON = "/api/search";

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

    @Test
    void titlesThatHaveTheWordsComeBeforeBodiesThatRepeatThem() {
        JsonNode answer = ask("q", "养犬");

        assertThat(ids(answer)).containsExactly("rules", "walk");
        assertThat(answer.get("total").longValue()).isEqualTo(2);
    }

    @Test
    void aHitSaysWhatAndWhereItIs() {
        JsonNode hit = ask("q", "营商环境").get("hits").get(0);

        assertThat(hit.toString())
                .isEqualTo(
                        """
                        {"id":"number","url":"/policy/number/","title":"关于优化营商环境的若干措施",\
                        "titleHighlight":"关于优化<em>营商环境</em>的若干措施",\
                        "highlight":"为优化<em>营商环境</em>，制定本措施。老旧小区改造另行规定。",\
                        "kind":"policy","section":"policy","sectionName":"政策解读","unit":"office","unitName":"区政府办公室",\
                        "tags":["营商环境","企业开办"],"publishedAt":"2020-05-10T00:00:00Z",\
                        "documentNumber":"某政发〔2020〕5号","documentDate":"2020-05-08"}""");
    }

    @Test
    void oneCharacterFindsItself() {
        assertThat(ids(ask("q", "犬"))).containsExactlyInAnyOrder("rules", "walk", "cat");
    }

    @Test
    void wordsMustStandTogetherAsTheyWereAsked() {
        assertThat(ids(ask("q", "犬养", "exact", "true"))).isEmpty();
        assertThat(ids(ask("q", "养犬 免疫"))).containsExactly("walk");
        assertThat(ids(ask("q", "养犬 垃圾", "exact", "true"))).isEmpty();
    }

    @Test
    void latinDigitsAndWidthsAreFolded() {
        for (String asked : List.of("5G基站", "５ｇ基站", "5g 基站", "IPv6", "ｉｐＶ６改造", "app 2.0")) {
            assertThat(ids(ask("q", asked))).as(asked).containsExactly("net");
        }
    }

    @Test
    void theDocumentNumberIsFoundHoweverItIsBracketed() {
        for (String asked : List.of("某政发〔2020〕5号", "某政发[2020]5号", "某政发（２０２０）5号", "政发 2020 5号")) {
            assertThat(ids(ask("q", asked))).as(asked).startsWith("number");
        }
    }

    @Test
    void tagsAndUnitsAreFoundToo() {
        assertThat(ids(ask("q", "企业开办"))).containsExactly("number");
        assertThat(ids(ask("q", "办公室 营商"))).containsExactly("number");
    }

    @Test
    void filtersNarrowAndSortOrders() {
        holds(
                Documents.published(Documents.of("a", "通告一", "事项"), "2020-05-01T16:00:00Z"),
                Documents.published(Documents.of("b", "通告二", "事项"), "2020-05-03T15:59:59Z"),
                Documents.published(Documents.of("c", "通告三", "事项"), "2020-05-03T16:00:00Z"),
                Documents.policy("d", "通告四", "事项", "无", List.of()));

        assertThat(ids(ask("q", "通告", "sort", "newest"))).containsExactly("d", "c", "b", "a");
        assertThat(ids(ask("q", "通告", "sort", "newest", "from", "2020-05-02", "to", "2020-05-03")))
                .containsExactly("b", "a");
        assertThat(ids(ask("q", "通告", "kind", "policy"))).containsExactly("d");
        assertThat(ids(ask("q", "通告", "section", "policy"))).containsExactly("d");
        assertThat(ids(ask("q", "通告", "unit", "urban", "sort", "newest")))
                .containsExactly("c", "b", "a");
        assertThat(ids(ask("q", "通告", "unit", "nobody"))).isEmpty();
    }

    @Test
    void aFieldThatNoMappingNamesIsFilteredBy() {
        holds(
                Documents.with(Documents.of("a", "通报一", "事项"), "issuer", "区政府，办公室 A"),
                Documents.with(Documents.of("b", "通报二", "事项"), "issuer", "区司法局"),
                Documents.with(Documents.of("c", "通报三", "事项"), "level", "区司法局"));

        assertThat(ids(ask("q", "通报", "field", "issuer:区政府，办公室 a"))).containsExactly("a");
        assertThat(ids(ask("q", "通报", "field", "issuer:区司法局"))).containsExactly("b");
        assertThat(ids(ask("q", "通报", "field", "level:区司法局"))).containsExactly("c");
        assertThat(ids(ask("q", "通报", "field", "issuer:区司法"))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        holds(
                IntStream.range(0, 23)
                        .mapToObj(i -> Documents.of("p" + i, "同题", "同文"))
                        .toArray(SearchDocument[]::new));
        List<String> seen = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            JsonNode answer = ask("q", "同题", "page", "" + page, "size", "7");
            assertThat(answer.get("total").longValue()).isEqualTo(23);
            seen.addAll(ids(answer));
        }

        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
        assertThat(ids(ask("q", "同题", "page", "100"))).isEmpty();
    }

    @Test
    void markupInTitleAndBodyIsTextInHighlights() {
        holds(
                Documents.of(
                        "evil",
                        "警示<script>alert('养鸽')</script>",
                        "禁止养鸽<img src=x onerror=alert(1)> \ufdd0养鸽\ufdd1 \"&amp;</em>"));
        JsonNode hit = ask("q", "养鸽").get("hits").get(0);
        var html =
                Jsoup.parseBodyFragment(
                                hit.get("titleHighlight").stringValue()
                                        + hit.get("highlight").stringValue())
                        .body();

        assertThat(html.select("*").not("body, em")).isEmpty();
        assertThat(html.select("em").eachText()).containsExactly("养鸽", "养鸽", "养鸽");
        assertThat(html.text())
                .isEqualTo(
                        "警示<script>alert('养鸽')</script>禁止养鸽<img src=x onerror=alert(1)> 养鸽 \"&amp;</em>");
        assertThat(page(200, "q", "养鸽").select("script, img")).isEmpty();
    }

    static Stream<String> hostileQueries() {
        return Stream.of(
                "*",
                "?",
                "* AND *",
                "title:*",
                "_exists_:body",
                "/.*.*.*.*/",
                "(a+)+$",
                "~~~^^^",
                "\"",
                "\"\"\"",
                "((((((((((",
                "{\"match_all\":{}}",
                "养犬~2",
                "养犬\\",
                "!!!???。，、；：“”",
                "-",
                "\u0000\u0001\u0002",
                "养\u0000犬",
                "\ufeff\u200b",
                "\ufdd0养犬\ufdd1",
                "<script>alert(1)</script>",
                "' OR 1=1 --",
                "${jndi:ldap://x/a}",
                "{{7*7}} {q} {total}",
                "../../etc/passwd",
                "a ".repeat(100),
                "养".repeat(200),
                "👩‍👩‍👧‍👦".repeat(10),
                "e\u0301\u0301\u0301\u0301",
                "𠮷".repeat(200),
                "\u202e犬养",
                "1e309",
                "NaN");
    }

    @ParameterizedTest
    @MethodSource("hostileQueries")
    void everyQuestionIsAnsweredKindly(String asked) {
        JsonNode answer = ask("q", asked);

        assertThat(answer.get("hits").size()).isLessThanOrEqualTo(10);
        for (String path : List.of("/api/search/suggestions", "/api/search/related")) {
            assertThat(get(path, "q", asked, "id", asked)).as(path).hasStatus(200);
        }
        for (String other : List.of("after", "related", "year", "exact", "sort", "field", "size")) {
            assertThat(get(JSON, "q", "养犬", other, asked).getResponse().getStatus())
                    .as(other)
                    .isIn(200, 400);
            assertThat(get(HTML, "q", "养犬", other, asked).getResponse().getStatus())
                    .as(other)
                    .isIn(200, 400);
        }
        Document page = page(200, "q", asked);
        assertThat(page.select("script, img")).isEmpty();
        assertThat(page.select("[data-search-notice], [data-search-summary]").text()).isNotEmpty();
    }

    @Test
    void aQuestionWithoutWordsFindsNothingAndSaysSo() {
        for (String asked : List.of("", "   ", "\u0000")) {
            assertThat(ask("q", asked).get("total").longValue()).isZero();
            assertThat(notice(page(200, "q", asked))).startsWith("请输入");
        }
        assertThat(notice(page(200))).startsWith("请输入");
        assertThat(ask("q", "。，！").get("total").longValue()).isZero();
        assertThat(notice(page(200, "q", "。，！"))).contains("没有找到");
    }

    @Test
    void whatIsOutOfBoundsIsAProblemThatSaysWhy() {
        String tooLong = "养".repeat(10_000);

        assertThat(problem(400, "q", tooLong))
                .isEqualTo("/problems/search-query: The question has more than 200 characters.");
        assertThat(problem(400, "q", "a", "page", "101")).contains("Only the first 1000 hits");
        assertThat(problem(400, "q", "a", "from", "5月")).contains("'from' is not a date");
        assertThat(notice(page(400, "q", tooLong))).contains("200");
        assertThat(notice(page(400, "q", "a", "page", "101"))).contains("1000");
        assertThat(notice(page(400, "q", "a", "sort", "x"))).contains("查找条件有误");
    }

    @Test
    void whileTheIndexIsBehindARemovalNothingIsShown() {
        usual = false;
        index.advance(4);
        LAST_REMOVAL.set(4);
        assertThat(ids(ask("q", "养犬"))).hasSize(2);

        LAST_REMOVAL.set(5);

        assertThat(problem(503, "q", "养犬")).startsWith("/problems/search-updating");
        Document page = page(503, "q", "养犬");
        assertThat(notice(page)).contains("正在更新");
        assertThat(page.select("[data-search-results]").text()).isEmpty();

        index.advance(5);
        assertThat(ids(ask("q", "养犬"))).hasSize(2);
    }

    @Test
    void whenItIsNotKnownWhatWasWithdrawnNothingIsShown() {
        LAST_REMOVAL.set(Long.MAX_VALUE);

        assertThat(problem(503, "q", "养犬")).startsWith("/problems/search-updating");
    }

    @Test
    void whatIsRemovedIsNotFound() {
        usual = false;
        index.apply(Stream.of(new Remove("rules", 1_000_000)));

        assertThat(ids(ask("q", "养犬"))).containsExactly("walk");
    }

    @Test
    void nothingIsKeptByCaches() {
        for (String path : List.of(JSON, HTML)) {
            assertThat(get(path, "q", "养犬")).hasHeader("Cache-Control", "no-store");
            assertThat(get(path, "q", "x".repeat(300))).hasHeader("Cache-Control", "no-store");
        }
    }

    @Test
    void searchesDuringRebuildsAlwaysFindEverything() throws Exception {
        SearchDocument[] all =
                IntStream.range(0, 600)
                        .mapToObj(i -> Documents.of("r" + i, "重建" + i, "正文"))
                        .toArray(SearchDocument[]::new);
        holds(all);
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        AtomicLong asked = new AtomicLong();
        List<Thread> readers =
                IntStream.range(0, 3)
                        .mapToObj(
                                i ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            while (!Thread.currentThread()
                                                                    .isInterrupted()) {
                                                                asked.incrementAndGet();
                                                                check(wrong);
                                                            }
                                                        }))
                        .toList();

        for (int release = 1; release <= 3; release++) {
            index.rebuild(() -> Stream.of(all), release);
        }
        readers.forEach(Thread::interrupt);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(wrong).isEmpty();
        assertThat(asked.get()).isGreaterThan(3);
    }

    @Autowired Searches searches;

    private void check(List<String> wrong) {
        try {
            long found = searches.answer(Question.of(QuestionTest.parameters("q=重建"))).total();
            if (found != 600) {
                wrong.add("found " + found);
            }
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                wrong.add(e.toString());
            }
        }
    }

    @Test
    void withoutScriptThePageHasCountsCorrectionsHotQuestionsAndRelatedDocuments() {
        Document found = page(200, "q", "养犬", "kind", "news");
        assertThat(found.select("[data-search-counts=kind] li").text()).isEqualTo("news（2）");
        assertThat(found.select("[data-search-counts=kind] a").attr("aria-current"))
                .isEqualTo("true");
        assertThat(found.select("[data-search-counts=kind] a").attr("href"))
                .as("chosen again it is no longer chosen")
                .isEqualTo("?q=%E5%85%BB%E7%8A%AC");
        assertThat(found.select("[data-search-counts=year] li").text()).isEqualTo("2020（2）");
        assertThat(found.select("[data-search-found]").hasAttr("hidden")).isTrue();
        assertThat(found.select("[data-search-hot]").hasAttr("hidden")).isTrue();

        Document meant = page(200, "q", "营商环镜");
        assertThat(meant.select("[data-search-found]").text())
                .isEqualTo("没有与“营商环镜”完全一致的内容，以下是“营商环境”的结果。 仍然查找“营商环镜”");
        assertThat(meant.select("[data-search-counts=kind] li").text()).isEqualTo("政策文件（1）");
        assertThat(meant.select("[data-search-found] a").attr("href")).endsWith("&exact=true");
        assertThat(notice(page(200, "q", "营商环镜", "exact", "true"))).contains("没有找到");

        Document empty = page(200);
        assertThat(empty.select("[data-search-hot]").text()).isEqualTo("大家常查： 养犬");
        assertThat(empty.select("[data-search-hot] a").attr("href"))
                .isEqualTo("?q=%E5%85%BB%E7%8A%AC");

        assertThat(found.select("a[data-hit-related]").attr("href")).startsWith("?related=");
        assertThat(page(200, "related", "nobody").select("[data-search-results] li")).isEmpty();
    }

    @Test
    void aFilterAloneBrowsesEverything() {
        JsonNode all = ask("from", "1000-01-01");

        assertThat(all.get("total").longValue()).isEqualTo(6);
        assertThat(ids(all)).startsWith("cat").endsWith("number");
        assertThat(page(200, "year", "2020").select("[data-search-results] li")).hasSize(6);
        assertThat(ids(ask("kind", "policy", "q", "-营商"))).isEmpty();
    }

    /** Exactly these documents, in an index that was built anew. */
    private void holds(SearchDocument... documents) {
        usual = false;
        index.rebuild(() -> Stream.of(documents), 1);
    }

    private JsonNode ask(String... parameters) {
        MvcTestResult result = get(JSON, parameters);
        assertThat(result).hasStatus(200).hasContentType("application/json");
        return new JsonMapper().readTree(text(result));
    }

    private String problem(int status, String... parameters) {
        MvcTestResult result = get(JSON, parameters);
        assertThat(result).hasStatus(status).hasContentType("application/problem+json");
        assertThat(result.getResponse().getHeader("Retry-After"))
                .isEqualTo(status == 503 ? "5" : null);
        JsonNode problem = new JsonMapper().readTree(text(result));
        return problem.get("type").stringValue() + ": " + problem.get("detail").stringValue();
    }

    private Document page(int status, String... parameters) {
        MvcTestResult result = get(HTML, parameters);
        assertThat(result).hasStatus(status).hasContentType("text/html;charset=UTF-8");
        assertThat(result.getResponse().getHeader("Retry-After"))
                .isEqualTo(status == 503 ? "5" : null);
        return Jsoup.parse(text(result));
    }

    private static String notice(Document page) {
        return page.select("[data-search-notice]:not([hidden])").text();
    }

    private static List<String> ids(JsonNode answer) {
        return answer.get("hits").valueStream().map(hit -> hit.get("id").stringValue()).toList();
    }

    private MvcTestResult get(String path, String... parameters) {
        var request = mvc.get().uri(path);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult result) {
        return new String(
                result.getResponse().getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
