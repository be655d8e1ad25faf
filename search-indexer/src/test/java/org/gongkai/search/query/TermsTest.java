package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class TermsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    养犬 登记           | 养犬 登记 |            |
                    养犬 -登记          | 养犬      |            | 登记
                    -登记               |           |            | 登记
                    养犬 －登记 −免疫   | 养犬      |            | 登记,免疫
                    5G-A 2020-05-15     | 5G-A 2020-05-15 |      |
                    养犬 - 登记         | 养犬 登记 |            |
                    养犬 --登记         | 养犬 --登记 |          |
                    "养犬 登记"         |           | 养犬 登记  |
                    “养犬登记”办理      | 办理      | 养犬登记   |
                    办理“养犬登记”      | 办理      | 养犬登记   |
                    「养犬」『登记』    |           | 养犬,登记  |
                    《养犬管理规定》    | 《养犬管理规定》 |     |
                    养犬 -"犬只 登记"   | 养犬      |            | 犬只 登记
                    养犬 "登记          | 养犬 "登记 |           |
                    "" 养犬             | 养犬      |            |
                    "，。" -、 ！       |           |            |
                    👩 养犬             | 👩 养犬   |            |
                    """)
    void aTextIsTakenApart(String text, String words, String phrases, String excluded) {
        Terms terms = Terms.of(text);

        assertThat(terms.words()).isEqualTo(words == null ? "" : words);
        assertThat(String.join(",", terms.phrases())).isEqualTo(phrases == null ? "" : phrases);
        assertThat(String.join(",", terms.excluded())).isEqualTo(excluded == null ? "" : excluded);
    }

    @Test
    void thereAreAtMostEightOfEach() {
        assertThat(Terms.of("\"甲\" ".repeat(20)).phrases()).hasSize(8);
        assertThat(Terms.of("-甲 ".repeat(20)).excluded()).hasSize(8);
    }

    @Test
    void otherWordsKeepTheDemands() {
        Terms terms = Terms.of("养大 \"犬只登记\" -免疫");

        assertThat(terms.with("养犬")).isEqualTo("养犬 \"犬只登记\" -\"免疫\"");
        assertThat(Terms.of(terms.with("养犬")).excluded()).containsExactly("免疫");
    }

    @Test
    void noTextIsWrong() {
        Random random = new Random(7);
        String alphabet = "养犬 \"“”「」『』＂-－−《》ａ.5\ud842\udfb7";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(30); k > 0; k--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Terms terms = Terms.of(Question.words(text.toString()));
            assertThat(Terms.of(terms.with(terms.words())).excluded().size())
                    .isLessThanOrEqualTo(8);
        }
    }
}
