package org.gongkai.content.pack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    滨海路改造工程.docx            | 滨海路改造工程.docx
                    ../../etc/passwd              | _.._etc_passwd
                    C:\\temp\\a.txt               | C__temp_a.txt
                    CON                           | _CON
                    con.txt                       | _con.txt
                    LPT1                          | _LPT1
                    结尾的点. .                     | 结尾的点
                    ...                           | _
                    """)
    void aNameIsOneThatEverySystemTakes(String name, String safe) {
        assertThat(SafeName.safe(name, 60)).isEqualTo(safe);
    }

    @Test
    void whatWindowsForbidsIsReplaced() {
        assertThat(SafeName.safe("a<b>:\"c\"?*|d.pdf", 60)).isEqualTo("a_b___c____d.pdf");
        assertThat(SafeName.safe("a\u202Egpj.exe\u0000", 60)).isEqualTo("agpj.exe");
    }

    @Test
    void aLongNameKeepsItsExtensionAndIsCutBetweenCharacters() {
        assertThat(SafeName.safe("长".repeat(100) + ".docx", 20))
                .isEqualTo("长".repeat(15) + ".docx");
        assertThat(SafeName.safe("a" + "𠮷".repeat(40), 10)).isEqualTo("a" + "𠮷".repeat(4));
    }

    @Test
    void noNameIsGivenTwiceWhateverItsCase() {
        SafeName names = new SafeName();
        assertThat(names.of("图.PNG", 60)).isEqualTo("图.PNG");
        assertThat(names.of("图.png", 60)).isEqualTo("图 (2).png");
        assertThat(names.of("图.png", 60)).isEqualTo("图 (3).png");
    }
}
