package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Stream;

class CostIT {
    private final Asking asking = new Asking(SharedNode.newIndex(), "养犬", "没有的事");

    @BeforeEach
    void fill() {
        asking.index.rebuild(() -> Stream.of(Documents.of("1", "某市养犬管理规定", "正文")), 1);
        asking.ask("q=第一次");
        asking.calls.set(0);
    }

    /** Where the index is looked up anew, which is at most once a second, it is one more. */
    @ParameterizedTest
    @CsvSource({
        "养犬, 1",
        "养犬 -猫, 1",
        "yangquan, 2",
        "养权管理, 3",
        "天文望远镜, 3",
        "hello world, 3",
        "qwrtp, 3",
        "。，, 0",
    })
    void aQuestionCostsFourCallsOfTheEngineAtMost(String asked, int calls) {
        asking.ask("q=" + asked);

        assertThat(asking.calls.get()).isBetween(calls, calls + 1);
    }

    @ParameterizedTest
    @CsvSource({"养, 2", "yangq, 2"})
    void aSuggestionCostsOneAndWhatIsHotIsKept(String typed, int first) {
        asking.suggestions.of(typed);
        assertThat(asking.calls.get()).isBetween(first, first + 1);
        asking.calls.set(0);

        asking.suggestions.of(typed);

        assertThat(asking.calls.get()).isBetween(1, 2);
    }
}
