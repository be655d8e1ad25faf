package org.gongkai.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ExactTokensTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "滨海政办发〔2020〕9号",
                "滨海政办发[2020]9号",
                "滨海政办发［２０２０］９号",
                "滨海政办发（2020）9号",
                "滨海政办发【2020】第9号",
                "滨海政办发 〔2020〕 09 号",
                "濱海政辦發〔2020〕9號",
                "滨海政办发2020年9号",
                "滨海政办发 2020 9",
                "滨海政办发2020-9",
            })
    void aNumberIsOneTokenHoweverItIsAsked(String asked) {
        assertThat(ExactTokens.number(asked)).contains("滨海政办发2020-9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "养犬",
                "2020",
                "〔2020〕9号",
                "滨海政办发〔2020〕",
                "政办发〔2020〕9号文件",
                "2020年9月",
                "第9号"
            })
    void whatIsMoreOrLessThanANumberIsNone(String asked) {
        assertThat(ExactTokens.number(asked)).isEmpty();
    }

    @Test
    void numbersInATextAreFoundWithWhateverStandsBeforeThem() {
        assertThat(ExactTokens.numbers("根据《滨海政办发〔2020〕09号》和国发[2019]5号文件"))
                .contains("滨海政办发2020-9", "政办发2020-9", "国发2019-5")
                .doesNotContain("发2020-9");
    }

    @Test
    void datesAreFoundHoweverTheyAreWritten() {
        assertThat(ExactTokens.dates("2020年5月8日")).containsExactly("2020-05-08", "2020-05");
        assertThat(ExactTokens.dates("２０２０年５月８日")).containsExactly("2020-05-08", "2020-05");
        assertThat(ExactTokens.dates("2020-05-08")).containsExactly("2020-05-08", "2020-05");
        assertThat(ExactTokens.dates("2020/5/8")).containsExactly("2020-05-08", "2020-05");
        assertThat(ExactTokens.dates("2020.5.8")).containsExactly("2020-05-08", "2020-05");
        assertThat(ExactTokens.dates("二〇二〇年五月八日")).containsExactly("2020-05-08", "2020-05");
        assertThat(ExactTokens.dates("二○一九年十二月三十一日")).containsExactly("2019-12-31", "2019-12");
        assertThat(ExactTokens.dates("2020年6月")).containsExactly("2020-06");
        assertThat(ExactTokens.dates("2020年13月，2020-02-30，12020-01-01")).isEmpty();
    }

    @Test
    void aQuestionForADayAsksForTheDayAndNotForItsMonth() {
        assertThat(ExactTokens.askedDates("2020年5月8日 通告")).containsExactly("2020-05-08");
        assertThat(ExactTokens.askedDates("2020年5月")).containsExactly("2020-05");
    }

    @Test
    void howManyTokensATextHasIsBounded() {
        String numbers =
                IntStream.range(1, 900)
                        .mapToObj(i -> "滨海政办发〔2020〕" + i + "号")
                        .collect(Collectors.joining("、"));

        assertThat(ExactTokens.numbers(numbers)).hasSize(200);
        assertThat(ExactTokens.numbers("府".repeat(1_000_000))).isEmpty();
        assertThat(ExactTokens.dates("2020年".repeat(200_000))).isEmpty();
    }
}
