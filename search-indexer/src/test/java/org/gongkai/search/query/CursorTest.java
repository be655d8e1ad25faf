package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class CursorTest {
    private final Cursor cursor = new Cursor(12.345678, 1_589_500_800_000L, "编号-1");

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Cursor.read(cursor.text("养犬"), "养犬")).isEqualTo(cursor);
    }

    @Test
    void itHoldsForItsOwnQuestionAlone() {
        assertThatThrownBy(() -> Cursor.read(cursor.text("养犬"), "养猫"))
                .isInstanceOf(Unanswerable.class);
    }

    @Test
    void whatWasChangedIsRefused() {
        String text = cursor.text("养犬");
        for (String other :
                List.of(
                        "",
                        "x",
                        "*",
                        text + "AAAA",
                        text.substring(0, text.length() - 4),
                        "B" + text.substring(1),
                        "A".repeat(100_000),
                        new Cursor(Double.NaN, 0, "1").text("养犬"))) {
            assertThatThrownBy(() -> Cursor.read(other, "养犬"))
                    .as(other)
                    .isInstanceOf(Unanswerable.class);
        }
    }
}
