package org.gongkai.content.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class CsvTest {
    @Test
    void aSpreadsheetReadsItAsTextAndNothingAsAFormula() {
        Csv csv = new Csv();
        csv.line(List.of("单位", "标题"));
        csv.line(Arrays.asList("=HYPERLINK(\"http://x\")", "说“好”, 再说\"好\"", null, 3));
        csv.line(List.of("+1", "-1", "@a", "\tx", "＝1", "a=b"));

        assertThat(new String(csv.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "\uFEFF单位,标题\r\n"
                                + "\"'=HYPERLINK(\"\"http://x\"\")\",\"说“好”, 再说\"\"好\"\"\",,3\r\n"
                                + "'+1,'-1,'@a,'\tx,'＝1,a=b\r\n");
    }
}
