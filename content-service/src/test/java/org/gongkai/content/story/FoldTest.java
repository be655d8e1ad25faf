package org.gongkai.content.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class FoldTest {
    private static final Instant NINE = Instant.parse("2020-04-29T01:00:00Z");

    @Test
    void whatOnePersonSavedInARowIsOneLine() {
        List<Fold> folds =
                Fold.of(
                        List.of(
                                story(7, "li", "submitted", 1),
                                story(6, "li", "saved", 1),
                                story(5, "li", "saved", 1),
                                story(4, "li", "saved", 1),
                                story(3, "wang", "saved", 1),
                                story(2, "li", "saved", 1),
                                story(1, "li", "created", 1)));

        assertThat(folds)
                .extracting(fold -> fold.last().position())
                .containsExactly(7L, 6L, 3L, 2L, 1L);
        assertThat(folds).extracting(Fold::times).containsExactly(1, 3, 1, 1, 1);
        assertThat(folds.get(1).since()).isEqualTo(NINE.plusSeconds(4));
    }

    @Test
    void anotherEditionOrAnotherActIsALineOfItsOwn() {
        assertThat(Fold.of(List.of(story(2, "li", "saved", 2), story(1, "li", "saved", 1))))
                .hasSize(2);
        assertThat(Fold.of(List.of(story(2, "li", "returned", 1), story(1, "li", "returned", 1))))
                .hasSize(2);
        assertThat(Fold.of(List.of())).isEmpty();
    }

    private static Story story(long position, String actor, String action, int edition) {
        return new Story(
                position,
                NINE.plusSeconds(position),
                actor,
                actor,
                action,
                "",
                edition,
                null,
                null,
                null);
    }
}
