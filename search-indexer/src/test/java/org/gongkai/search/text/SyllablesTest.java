package org.gongkai.search.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SyllablesTest {
    private final Syllables syllables = new Syllables(null);

    @ParameterizedTest
    @CsvSource({
        "重庆银行, chong qing yin hang",
        "长城路, chang cheng lu",
        "会计, kuai ji",
        "给水, ji shui",
        "东阿, dong e",
        "还款, huan kuan",
        "朝阳街道, chao yang jie dao",
        "单县, shan xian",
        "乐陵, lao ling",
        "差旅, chai lv",
        "莘县皮具, shen xian pi ju",
        "台州, tai zhou",
        "六安, lu an",
        "行长, hang zhang",
        "绿化, lv hua",
        "重建, chong jian",
        "优化营商环境, you hua ying shang huan jing",
        "優化營商環境, you hua ying shang huan jing",
        "养犬管理, yang quan guan li",
    })
    void namesAndTermsAreReadAsPeopleReadThem(String text, String reading) {
        assertThat(String.join(" ", syllables.of(text))).isEqualTo(reading);
    }

    @Test
    void everyCharacterHasItsPlaceReadOrNot() {
        assertThat(syllables.of("𠮷野，Ａ b")).containsExactly("", "ye", "", "", "", "");
        assertThat(syllables.of("")).isEmpty();
        assertThat(syllables.of("\ud83d半")).containsExactly("", "ban");
    }

    @Test
    void latinWordsAndNumbersStandAmongSyllables() {
        assertThat(syllables.spelled("5G基站（IPv6改造）")).containsExactly("5g ji zhan ipv6 gai zao");
        assertThat(syllables.spelled("，。")).isEmpty();
    }

    @Test
    void whatADictionaryWouldReadIsKeptAsSecondReading() {
        assertThat(syllables.spelled("朝阳")).containsExactly("chao yang", "zhao yang");
    }

    @Test
    void initialsComeInPairsSoThatTheyAreRare() {
        assertThat(Syllables.initials("yang quan guan li")).isEqualTo("yq qg gl");
        assertThat(Syllables.initials("yang")).isEmpty();
        assertThat(Syllables.initials("")).isEmpty();
    }

    @Test
    void anOperatorAddsReadingsAndTheFingerprintTells(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("readings.txt"), "# 本地\n华新=hua xin\n");
        Syllables own = new Syllables(file);

        assertThat(own.of("华新街道")).containsExactly("hua", "xin", "jie", "dao");
        assertThat(own.fingerprint()).isNotEqualTo(syllables.fingerprint());
        Files.writeString(file, "华新=hua\n");
        assertThatThrownBy(() -> new Syllables(file)).hasMessageContaining("华新");
        Files.writeString(file, "华新\n");
        assertThatThrownBy(() -> new Syllables(file))
                .hasMessageContaining("华新")
                .hasMessageContaining("readings.txt");
        assertThatThrownBy(() -> new Syllables(directory.resolve("none")))
                .hasMessageContaining("gongkai.search.readings");
    }

    @ParameterizedTest
    @CsvSource({
        "yangquan, yang quan",
        "xian, xian|xi an",
        "fangan, fang an|fan gan",
        "lvhua, lv hua",
        "lüe, lve",
        "lue, lve",
        "yangqu, yang qu",
        "yangq, yang q",
        "zhongg, zhong g",
    })
    void lettersAreCutIntoSyllables(String letters, String expected) {
        assertThat(Spelling.read(letters).stream().map(way -> String.join(" ", way)))
                .contains(expected.split("\\|"));
    }

    @Test
    void whatIsNoPinyinIsNotReadAndTheLongestInputIsRefused() {
        for (String letters : List.of("", "yqgl", "hello world", "http", "vvvv", "养")) {
            assertThat(Spelling.read(letters)).as(letters).isEmpty();
        }
        assertThat(Spelling.read("xian".repeat(15))).hasSize(4);
        assertThat(Spelling.read("xian".repeat(15) + "x")).isEmpty();
    }
}
