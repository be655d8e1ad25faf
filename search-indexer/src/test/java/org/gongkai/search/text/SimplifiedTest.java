package org.gongkai.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimplifiedTest {
    @Test
    void traditionalCharactersBecomeSimpleEachInItsPlace() {
        assertThat(Simplified.of("優化營商環境，養犬管理條例𠮷Ａ")).isEqualTo("优化营商环境，养犬管理条例𠮷Ａ");
    }

    @Test
    void simpleTextStaysAsItIs() {
        String text = "关于进一步优化营商环境、规范养犬行为的若干规定（试行）〔2020〕5号";

        assertThat(Simplified.of(text)).isEqualTo(text);
    }

    @Test
    void theTableIsIdempotentAndAsLongAsWasMeasured() {
        assertThat(Simplified.table()).hasSize(2_973).contains("養 => 养", "環 => 环");
        for (String line : Simplified.table()) {
            assertThat(Simplified.of(line)).isEqualTo(line.charAt(5) + " => " + line.charAt(5));
        }
    }
}
