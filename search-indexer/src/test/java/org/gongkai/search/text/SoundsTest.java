package org.gongkai.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundsTest {
    private final Syllables syllables = new Syllables(null);

    @ParameterizedTest
    @CsvSource({
        "营商环镜, 关于优化营商环境的若干措施, 营商环境, 0.2",
        "养大管理, 某市养犬管理规定, 养犬管理, 1",
        "养犬管里, 某市养犬管理规定, 养犬管理, 0.2",
        "公几金, 住房公积金提取办法, 公积金, 0.2",
        "中商环境, 总商环境报告, 总商环境, 0.4",
        "供热条列, 某市供热条例, 供热条例, 1",
        "政信息公开, 政府信息公开年报, 府信息公开, 1",
        "養犬管理, 某市养犬管理规定, 养犬管理, 0",
        "5g基戰, 全区5G基站建设, 5G基站, 0.2",
    })
    void theNearestPieceOfATextIsFound(String typed, String text, String piece, double distance) {
        Sounds.Piece found = Sounds.of(typed, syllables).nearestIn(text, syllables).orElseThrow();

        assertThat(found.text()).isEqualTo(piece);
        assertThat(found.distance())
                .isCloseTo(distance, org.assertj.core.data.Offset.offset(0.001));
    }

    @Test
    void nothingIsNearInAnEmptyText() {
        assertThat(Sounds.of("养犬", syllables).nearestIn("", syllables)).isEmpty();
    }

    @Test
    void rareCharactersAreWhole() {
        assertThat(Sounds.of("𠮷野", syllables).nearestIn("在𠮷野家", syllables))
                .contains(new Sounds.Piece("𠮷野", 0));
    }
}
