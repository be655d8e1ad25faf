package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class OpeningTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "某政办〔2020〕8号",
                "某政办[2020]8号",
                "某政办［2020］8号",
                "某政办（2020）8号",
                "（某政办【2020】 8 号）"
            })
    void aNumberIsTakenWithTheBracketsThatItShouldHave(String line) {
        assertThat(Opening.of(List.of("某区人民政府办公室", line, "关于做好防汛工作的通知")).documentNumber())
                .isEqualTo("某政办〔2020〕8号");
    }
}
