package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever is asked is answered kindly, as JSON and on the page without script. */
class SearchPageIT extends SearchSite {
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
                "社保公积金医保环评环保低保物业公交".repeat(20).substring(0, 200),
                IntStream.range(0x4e00, 0x4e00 + 200)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()),
                "\"人民政府应当依法登记的\" ".repeat(14),
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
    void nothingIsKeptByCaches() {
        for (String path : List.of(JSON, HTML)) {
            assertThat(get(path, "q", "养犬")).hasHeader("Cache-Control", "no-store");
            assertThat(get(path, "q", "x".repeat(300))).hasHeader("Cache-Control", "no-store");
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
}
