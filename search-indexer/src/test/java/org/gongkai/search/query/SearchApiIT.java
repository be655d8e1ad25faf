package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.SearchDocument;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is found, in which order, and when nothing may be. */
class SearchApiIT extends SearchSite {
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

    @Test
    void whileTheIndexIsBehindARemovalNothingIsShown() {
        changed();
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
        changed();
        index.apply(Stream.of(new Remove("rules", 1_000_000)));

        assertThat(ids(ask("q", "养犬"))).containsExactly("walk");
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
    void aFilterAloneBrowsesEverything() {
        JsonNode all = ask("from", "1000-01-01");

        assertThat(all.get("total").longValue()).isEqualTo(6);
        assertThat(ids(all)).startsWith("cat").endsWith("number");
        assertThat(page(200, "year", "2020").select("[data-search-results] li")).hasSize(6);
        assertThat(ids(ask("kind", "policy", "q", "-营商"))).isEmpty();
    }
}
