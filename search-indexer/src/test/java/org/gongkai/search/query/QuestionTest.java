package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class QuestionTest {
    @Test
    void aPlainQuestionAsksForTheFirstTenByRelevance() {
        assertThat(question("q=养犬"))
                .isEqualTo(
                        new Question(
                                "养犬",
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Map.of(),
                                null,
                                null,
                                Question.Sort.RELEVANCE,
                                1,
                                10,
                                null,
                                false));
    }

    @Test
    void everyParameterIsUnderstood() {
        assertThat(
                        question(
                                "q=a&section=x&section=y&kind=policy&unit=&field=issuer:区政府&field=issuer:市政府&from=2020-05-01&to=2020-05-31&year=2019&year=2020&sort=newest&page=3&size=20&exact=true&other=1"))
                .isEqualTo(
                        new Question(
                                "a",
                                List.of("x", "y"),
                                List.of("policy"),
                                List.of(),
                                List.of("2019", "2020"),
                                Map.of("issuer", List.of("区政府", "市政府")),
                                LocalDate.of(2020, 5, 1),
                                LocalDate.of(2020, 5, 31),
                                Question.Sort.NEWEST,
                                3,
                                20,
                                null,
                                true));
    }

    @Test
    void whatIsPastedIsRead() {
        assertThat(Question.words(" \t养\u200b犬\u0000管理\u202e　规定\r\n\ufeff")).isEqualTo("养犬 管理 规定");
        assertThat(Question.words("\ud83d半\ufdd0")).isEqualTo("半");
        assertThat(Question.words("\u0001\u0002")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, INVALID",
        "page=-1, INVALID",
        "page=x, INVALID",
        "field=issuer, INVALID",
        "field=issuer:, INVALID",
        "field=a=b:c, INVALID",
        "page=99999999999999999999, INVALID",
        "size=0, INVALID",
        "size=51, INVALID",
        "page=101, TOO_DEEP",
        "year=20, INVALID",
        "year=0000, INVALID",
        "after=x, INVALID",
        "after=****, INVALID",
        "page=999999999&size=50, TOO_DEEP",
        "from=2020-13-01, INVALID",
        "to=yesterday, INVALID",
        "to=%2B999999999-12-31, INVALID",
        "sort=oldest, INVALID",
        "section=a b, INVALID",
        "kind=*, INVALID",
    })
    void whatIsOutOfBoundsIsRefusedWithAReason(String parameters, Unanswerable.Reason reason) {
        assertThatThrownBy(() -> question("q=a&" + parameters))
                .isInstanceOfSatisfying(
                        Unanswerable.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void theLongestQuestionHasTwoHundredCharactersHoweverWide() {
        assertThat(question("q=" + "𠮷".repeat(200)).text()).hasSize(400);
        assertThatThrownBy(() -> question("q=" + "𠮷".repeat(201)))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining("200");
        assertThatThrownBy(() -> question("q=" + "a".repeat(10_000)))
                .isInstanceOf(Unanswerable.class);
    }

    @Test
    void theLastPageByNumberIsTheHundredthOfTen() {
        assertThat(question("q=a&page=100").page()).isEqualTo(100);
    }

    @Test
    void withoutWordsAFilterBrowses() {
        for (String all : List.of("kind=a", "section=a", "unit=a", "year=2020", "to=2020-05-01")) {
            assertThat(question(all).browses()).as(all).isTrue();
            assertThat(question(all).byScore()).as(all).isFalse();
            assertThat(question(all + "&q=-养犬").browses()).as(all).isTrue();
            assertThat(question(all + "&q=养犬").browses()).as(all).isFalse();
            assertThat(question(all + "&q=。").browses()).as(all).isFalse();
        }
        assertThat(question("q=").empty()).isTrue();
        assertThat(question("q=-养犬").browses()).isFalse();
    }

    static MultiValueMap<String, String> parameters(String query) {
        MultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString("/?" + query)
                .build()
                .getQueryParams()
                .forEach(
                        (name, values) ->
                                values.forEach(
                                        value ->
                                                decoded.add(
                                                        name, value == null ? "" : decode(value))));
        return decoded;
    }

    private static String decode(String value) {
        return java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Question question(String query) {
        return Question.of(parameters(query));
    }
}
