package org.gongkai.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
