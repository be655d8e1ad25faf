package org.gongkai.search.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class NdcgTest {

    @Test
    void theBestOrderIsOneAndNothingIsZero() {
        assertThat(Ndcg.at(10, List.of(3, 2, 1), List.of(1, 3, 2))).isEqualTo(1);
        assertThat(Ndcg.at(10, List.of(0, 0), List.of(3))).isZero();
        assertThat(Ndcg.at(10, List.of(), List.of(3))).isZero();
    }

    /** 7 / log2(3) = 4.4165 of 7. */
    @Test
    void theOneAnswerInTheSecondPlaceIsWorthLess() {
        assertThat(Ndcg.at(10, List.of(0, 3), List.of(3))).isCloseTo(0.6309, within(0.0001));
    }

    /**
     * Gains 3, 7, 0, 1: 3 + 7 / 1.5850 + 0 + 1 / 2.3219 = 7.8472. The best order 7, 3, 1: 7 + 3 /
     * 1.5850 + 1 / 2 = 9.3928.
     */
    @Test
    void gradesAndPlacesCountTogether() {
        assertThat(Ndcg.at(10, List.of(2, 3, 0, 1), List.of(1, 2, 3)))
                .isCloseTo(0.8355, within(0.0001));
    }

    /** Only two places: 1 of 1 + 1 / 1.5850 = 1.6309. */
    @Test
    void whatComesAfterTheFirstPlacesDoesNotCount() {
        assertThat(Ndcg.at(2, List.of(1, 0, 1), List.of(1, 1, 1)))
                .isCloseTo(0.6131, within(0.0001));
    }

    @Test
    void recallIsTheShareOfWhatHelps() {
        assertThat(Ndcg.recall(3, List.of(3, 1, 2, 2), List.of(3, 2, 2, 2, 1))).isEqualTo(0.5);
        assertThat(Ndcg.recall(3, List.of(), List.of(1))).isEqualTo(1);
    }

    @Test
    void aQuestionWithoutAnAnswerCannotBeMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ndcg.at(10, List.of(0), List.of(0)))
                .withMessage("nothing was judged to be relevant");
    }
}
