package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class PersonalDataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "身份证号11010519491231002X。",
                "（11010519491231002x）",
                "卡号 6222 0212 3456 7890 128",
                "6222021234567890128",
                "请拨13812345678，张三",
                "138-1234-5678"
            })
    void numbersThatBelongToOnePersonAreFoundByTheirCheckDigitOrForm(String text) {
        assertThat(PersonalData.in(content("标题", "<p>" + text + "</p>"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "6222021234567890127",
                "统一社会信用代码91110000123456789A",
                "电话0411-83650000，邮编116001",
                "12345热线",
                "2020年5月15日9时30分，共13812345678901元"
            })
    void otherNumbersAreLeftAlone(String text) {
        assertThat(PersonalData.in(content("标题", "<p>" + text + "</p>"))).isEmpty();
    }

    @Test
    void aFindingNamesThePlaceAndOnlyTheEndsOfTheNumber() {
        List<Shortcoming> found =
                PersonalData.in(content("致13812345678", "<p>13812345678</p><p>13812345678</p>"));

        assertThat(found).extracting(Shortcoming::place).containsExactly("title", "body");
        assertThat(found.getFirst().inChinese()).contains("“138…78”像是手机号码");
    }

    private static Content content(String title, String body) {
        return new Content(
                "article",
                title,
                body,
                Map.of(),
                "news",
                new UnitKey("sfj"),
                List.of(),
                new PublicPath("/news/2020/0515-1/"),
                null,
                List.of());
    }
}
