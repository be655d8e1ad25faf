package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SuggestionsIT {
    private static final Asking ASKING = new Asking(SharedNode.newIndex(), "养犬登记", "公积金", "没有的事");

    static {
        ASKING.index.rebuild(
                () ->
                        Stream.of(
                                Documents.of("1", "某市养犬管理规定", "正文"),
                                Documents.of("2", "西安路改造公告", "正文"),
                                Documents.of("3", "先进集体名单", "正文"),
                                Documents.of("4", "5G基站建设计划", "养犬登记"),
                                Documents.of("5", "社会保险缴费指南", "公积金")),
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "养, 某市养犬管理规定",
        "养犬, 某市养犬管理规定",
        "养犬管, 某市养犬管理规定",
        "犬管理, 某市养犬管理规定",
        "養犬, 某市养犬管理规定",
        "yangquan, 某市养犬管理规定",
        "yangq, 某市养犬管理规定",
        "yqgl, 某市养犬管理规定",
        "yq, 某市养犬管理规定",
        "养quan, 某市养犬管理规定",
        "养q, 某市养犬管理规定",
        "5g, 5G基站建设计划",
        "5g jizhan, 5G基站建设计划",
        "社保, 社会保险缴费指南",
    })
    void titlesAreSuggestedHoweverTheyAreTyped(String typed, String title) {
        assertThat(ASKING.suggested(typed)).containsExactly(title);
    }

    @Test
    void lettersThatMeanSeveralThingsSuggestThemAll() {
        assertThat(ASKING.suggested("xian"))
                .containsExactlyInAnyOrder("西安路改造公告", "先进集体名单", "社会保险缴费指南");
    }

    @Test
    void nothingIsSuggestedForWhatIsNoBeginning() {
        for (String typed : List.of("", " ", "*", "。", "zzzz", "\"", "养".repeat(100))) {
            assertThat(ASKING.suggested(typed)).as(typed).isEmpty();
        }
    }

    @Test
    void theOperatorsQuestionsComeFirstAndOnlyThoseThatFindSomething() {
        assertThat(ASKING.suggestions.of("").hot()).containsExactly("养犬登记", "公积金");
        assertThat(ASKING.suggestions.of("养犬").hot()).containsExactly("养犬登记");
        assertThat(ASKING.suggestions.of("gongj").hot()).containsExactly("公积金");
        assertThat(ASKING.suggestions.of("没有").hot()).isEmpty();
    }

    @Test
    void thereAreAtMostEight() {
        Asking many =
                Asking.over(
                        IntStream.range(0, 30)
                                .mapToObj(i -> Documents.of("n" + i, "养犬通知" + i, "正文"))
                                .toArray(SearchDocument[]::new));

        assertThat(many.suggested("yangquan")).hasSize(8);
    }
}
