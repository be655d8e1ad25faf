package org.gongkai.search.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gongkai.search.relevance.Judgements.Question;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class JudgementsTest {

    @Test
    void theHighestGradeThatFitsCounts() {
        Judgements judged = Judgements.of("# a comment\n\ntopical\t养犬\t3 甲市养犬条例(*\t1 *养犬*\n");

        Question question = judged.questions().getFirst();

        assertThat(judged.questions()).hasSize(1);
        assertThat(question.text()).isEqualTo("养犬");
        assertThat(question.grades(List.of("甲市养犬条例(2020)", "乙市养犬条例(2020)", "甲市供水条例(2020)")))
                .isEqualTo(Map.of("甲市养犬条例(2020)", 3, "乙市养犬条例(2020)", 1));
    }

    @Test
    void whatWasJudgedButIsNotThereIsTold() {
        Judgements judged = Judgements.of("topical\t养犬\t3 a\t1 b*\n");

        assertThat(judged.missingFrom(List.of("a", "c"))).containsExactly("养犬: b*");
    }

    @Test
    void aLineWithoutJudgementOrWithAnotherGradeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Judgements.of("topical\t养犬"));
        assertThatIllegalArgumentException().isThrownBy(() -> Judgements.of("topical\t养犬\t4 a"));
    }

    @Test
    void theSetHasEnoughQuestionsOfEachClassAndNoneTwice() {
        Judgements all = Judgements.read("demo.tsv").and(Judgements.read("regulations.tsv"));

        assertThat(
                        all.questions().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Question::kind, Collectors.counting())))
                .isEqualTo(
                        Map.of(
                                "navigational", 35L,
                                "topical", 35L,
                                "typo", 20L,
                                "pinyin", 20L,
                                "abbreviation", 15L,
                                "phrase", 10L,
                                "number", 9L,
                                "date", 6L));
        assertThat(all.questions()).extracting(Question::text).doesNotHaveDuplicates();
    }
}
