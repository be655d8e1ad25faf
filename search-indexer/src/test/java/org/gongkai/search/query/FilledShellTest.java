package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class FilledShellTest {
    private final String shell = exampleShell();

    @Test
    void hitsSummaryAndFormAreFilled() {
        Document page = shown("q=养犬&sort=newest", 1, hit("某市养犬管理规定", "第一条 <em>养犬</em>"));

        assertThat(page.select("[data-search-results] > li")).hasSize(1);
        assertThat(page.select("[data-search-results] > li").html().replaceAll("\\s*\\n\\s*", " "))
                .isEqualTo(
                        """
                        <h2><a data-hit-title href="/policy/1/">某市养犬管理规定</a></h2> \
                        <p data-hit-highlight>第一条 <em>养犬</em></p> \
                        <p data-hit-meta><span data-hit-section>栏目</span> <span data-hit-unit>单位</span> \
                        <time data-hit-date datetime="2020-05-15">2020-05-15</time> \
                        <a data-hit-related href="?related=1">相关内容</a></p>""");
        assertThat(page.select("[data-search-summary]").text()).isEqualTo("找到与“养犬”有关的内容 1 条");
        assertThat(page.select("input[name=q]").val()).isEqualTo("养犬");
        assertThat(page.select("option[selected]").eachAttr("value")).containsExactly("newest");
        assertThat(page.select("[data-search-notice]").hasAttr("hidden")).isTrue();
        assertThat(page.select("[data-search-pager]").hasAttr("hidden")).isTrue();
    }

    @Test
    void aSlotWithoutAValueIsTakenOut() {
        Document page = shown("q=a", 1, hit("题", ""));

        assertThat(page.select("[data-search-results] [data-hit-highlight]")).isEmpty();
        assertThat(page.select("template [data-hit-highlight]")).hasSize(1);
    }

    @Test
    void theReadersWordsAreTextEverywhere() {
        String attack = "\"><script>alert(1)</script>{total}$1\\{q}";
        FilledShell filled = filled("q=" + encoded(attack));
        filled.show(answer(attack, 2, 1, hit("题", "")));
        filled.say(PageState.NONE);
        Document page = Jsoup.parse(filled.html());

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("input[name=q]").val()).isEqualTo(attack);
        assertThat(page.select("[data-search-summary]").text())
                .isEqualTo("找到与“" + attack + "”有关的内容 2 条");
        assertThat(page.select("[data-search-notice]").text())
                .isEqualTo("没有找到与“" + attack + "”有关的内容，请换一个说法再试。");
    }

    @Test
    void anAddressThatIsNotAPathOfThisSiteIsNoLink() {
        for (String url : List.of("javascript:alert(1)", "//elsewhere.example/", "https://a/")) {
            Document page = shown("q=a", 1, hit("题", "", url));

            assertThat(page.select("[data-search-results] a[data-hit-title]").hasAttr("href"))
                    .isFalse();
        }
    }

    @Test
    void thePagerLeadsBackAndForthWithTheSameQuestion() {
        Document page = shown("q=养犬 %26 猫&section=a&section=b&page=2&utm=x", 25, 2, hit("题", ""));

        var pager = page.select("[data-search-pager]");
        assertThat(pager.hasAttr("hidden")).isFalse();
        assertThat(pager.text()).isEqualTo("上一页第 2 页，共 3 页下一页");
        assertThat(pager.select("a").eachAttr("rel")).containsExactly("prev", "next");
        assertThat(pager.select("a").eachAttr("href"))
                .containsExactly(
                        "?q=%E5%85%BB%E7%8A%AC%20%26%20%E7%8C%AB&section=a&section=b&page=1",
                        "?q=%E5%85%BB%E7%8A%AC%20%26%20%E7%8C%AB&section=a&section=b&page=3");
    }

    @Test
    void thePagerGoesOnFromTheLastHitWhereANumberWouldBeTooDeep() {
        Document page = shown("q=a&page=100", 1_000_000, 100, hit("题", ""));

        assertThat(page.select("[data-search-pager] a").eachAttr("href"))
                .containsExactly("?q=a&page=99", "?q=a&after=cursor");
        Document further = shown("q=a&after=x", 1_000_000, 1, hit("题", ""));
        assertThat(further.select("[data-search-pager]").text()).isEqualTo("下一页");
        assertThat(further.select("[data-search-pager] a").eachAttr("href"))
                .containsExactly("?q=a&after=cursor");
    }

    @Test
    void eachStateSaysItsOwnWordsAndShowsNoHits() {
        for (PageState state : PageState.values()) {
            FilledShell filled = filled("q=a");
            filled.say(state);
            Document page = Jsoup.parse(filled.html());
            var notice = page.selectFirst("[data-search-notice]");

            assertThat(page.select("[data-search-results]").text()).isEmpty();
            assertThat(notice).isNotNull();
            assertThat(notice.attr("data-state")).isEqualTo(state.key());
            assertThat(notice.text().isEmpty()).isEqualTo(state == PageState.FOUND);
            assertThat(notice.text()).doesNotContain("{");
        }
    }

    @Test
    void theRestOfThePageStaysByteForByte() {
        String around =
                "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"UTF-8\"><title>搜索</title></head>\n<body>\n<header> <b>区</b>  政务 </header>\n";
        String html = new FilledShell(around + shell, parameters("")).html();

        assertThat(html).startsWith(around);
    }

    @Test
    void manyHitsKeepTheirOrder() {
        Answer.Hit[] hits =
                IntStream.range(0, 50).mapToObj(i -> hit("题" + i, "")).toArray(Answer.Hit[]::new);

        Document page = shown("q=a", 50, 1, hits);

        assertThat(page.select("[data-search-results] a[data-hit-title]").eachText())
                .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "题" + i).toList());
    }

    private Document shown(String query, long total, Answer.Hit... hits) {
        return shown(query, total, 1, hits);
    }

    private Document shown(String query, long total, int pageNumber, Answer.Hit... hits) {
        FilledShell filled = filled(query);
        filled.show(answer("养犬", total, pageNumber, hits));
        filled.say(PageState.FOUND);
        return Jsoup.parse(filled.html());
    }

    private FilledShell filled(String query) {
        return new FilledShell(shell, parameters(query));
    }

    private static Answer answer(String text, long total, int pageNumber, Answer.Hit... hits) {
        return new Answer(
                text,
                total,
                pageNumber,
                10,
                "relevance",
                "exact",
                null,
                total > 10L * pageNumber ? "cursor" : null,
                Counts.NONE,
                List.of(hits));
    }

    private static Answer.Hit hit(String title, String highlight) {
        return hit(title, highlight, "/policy/1/");
    }

    private static Answer.Hit hit(String title, String highlight, String url) {
        return new Answer.Hit(
                "1",
                url,
                title,
                Highlight.html(title),
                highlight,
                "policy",
                "section",
                "栏目",
                "unit",
                "单位",
                List.of(),
                Instant.parse("2020-05-14T16:00:00Z"),
                null,
                null);
    }

    private static MultiValueMap<String, String> parameters(String query) {
        return QuestionTest.parameters(query);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The documentation's own example, so that it stays true. */
    static String exampleShell() {
        try {
            String page = Files.readString(Path.of("..", "docs", "search.md"));
            int start = page.indexOf("```html\n", page.indexOf("### An example shell")) + 8;
            return page.substring(start, page.indexOf("```", start));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
