package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class PagingTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 21, 39, 40, 41, 60, 61, 1000})
    void everyItemStandsOnSomePageAndNumberedPagesAreFull(int count) {
        Paging<Integer> paging = new Paging<>(newestFirst(count));

        Set<Integer> seen = new HashSet<>(paging.first());
        for (int number = 1; number <= paging.numbered(); number++) {
            assertThat(paging.page(number)).hasSize(Paging.SIZE);
            seen.addAll(paging.page(number));
        }
        assertThat(seen).hasSize(count);
    }

    @Test
    void aNewItemLeavesEveryNumberedPageAsItWas() {
        for (int count = 0; count < 200; count++) {
            Paging<Integer> before = new Paging<>(newestFirst(count));
            Paging<Integer> after = new Paging<>(newestFirst(count + 1));

            for (int number = 1; number <= before.numbered(); number++) {
                assertThat(after.page(number)).isEqualTo(before.page(number));
            }
        }
    }

    @Test
    void theFirstPageShowsTheNewestAndPageOneTheOldest() {
        Paging<Integer> paging = new Paging<>(newestFirst(45));

        assertThat(paging.first()).startsWith(45, 44).endsWith(27, 26);
        assertThat(paging.page(1)).startsWith(20, 19).endsWith(2, 1);
        assertThat(paging.numbered()).isEqualTo(2);
    }

    private static List<Integer> newestFirst(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList().reversed();
    }
}
