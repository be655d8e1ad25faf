package org.gongkai.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.text.Syllables;
import org.junit.jupiter.api.Test;

import java.util.List;

class IndexedTextTest {
    @Test
    void textStaysAsItIsDownToRareCharactersAndLineBreaks() {
        String text = "𠮷野家　ＡＢＣ\n\t<b>&amp;</b> é 👩‍👧";

        assertThat(IndexedText.clean(text)).isEqualTo(text);
    }

    @Test
    void whatNoPageCanShowBecomesSpace() {
        assertThat(IndexedText.clean("甲\u0000乙\u001b丙\ud83d丁\ufdd0戊\ufdd1己\uffff"))
                .isEqualTo("甲 乙 丙 丁 戊 己 ");
    }

    @Test
    void whatTheEngineCannotReadIsReadBefore() {
        var document =
                Documents.policy(
                        "1",
                        "关于优化营商环境的若干措施",
                        "根据国发[2019]5号，自2020年6月1日起施行。",
                        "某政发〔2020〕5号",
                        List.of("企业开办"));

        var source = new IndexedText(new Syllables(null)).of(document);

        assertThat(source)
                .containsEntry(
                        "titlePinyin",
                        List.of("guan yu you hua ying shang huan jing de ruo gan cuo shi"))
                .containsEntry("titleInitials", List.of("gy yy yh hy ys sh hj jd dr rg gc cs"))
                .containsEntry(
                        "namePinyin",
                        List.of("zheng ce jie du", "qu zheng fu ban gong shi", "qi ye kai ban"))
                .containsEntry("dates", List.of("2020-06-01", "2020-06", "2020-05-08", "2020-05"));
        assertThat(source.get("numbers").toString()).contains("某政发2020-5", "国发2019-5");
    }

    @Test
    void aTextLongerThanAnyBookIsCut() {
        var source =
                new IndexedText(new Syllables(null))
                        .of(Documents.of("1", "题", "文".repeat(2_000_001)));

        assertThat(source.get("body").toString()).hasSize(2_000_000);
    }
}
