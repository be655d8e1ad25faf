package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class HighlightTest {
    @Test
    void marksBecomeEmphasis() {
        assertThat(Highlight.html(marked("本市[养犬]管理"))).isEqualTo("本市<em>养犬</em>管理");
    }

    @Test
    void neighbouringMarksAreOneWord() {
        assertThat(Highlight.html(marked("[养犬][管][理]规定"))).isEqualTo("<em>养犬管理</em>规定");
    }

    @Test
    void passagesAreJoined() {
        assertThat(Highlight.html(List.of(marked("[甲]"), "乙"))).isEqualTo("<em>甲</em> … 乙");
    }

    @Test
    void allTextIsEscaped() {
        assertThat(Highlight.html(marked("<script>alert('[1]')</script> & \"x\"")))
                .isEqualTo(
                        "&lt;script&gt;alert(&#39;<em>1</em>&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
    }

    @Test
    void unbalancedMarksStillGiveBalancedTags() {
        assertThat(Highlight.html(marked("]a[b[c"))).isEqualTo("a<em>bc</em>");
        assertThat(Highlight.html(marked("[a]]b"))).isEqualTo("<em>a</em>b");
    }

    @Test
    void anyMixtureOfMarksAndMarkupReadsBackAsItsText() {
        String alphabet = "[]<>&\"'/emscript养犬 ;#";
        Random random = new Random(515);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder mixture = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                mixture.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = mixture.toString().replaceAll("[\\[\\]]", "");

            var body = Jsoup.parseBodyFragment(Highlight.html(marked(mixture.toString()))).body();

            assertThat(body.wholeText()).isEqualTo(text);
            assertThat(body.select("*").not("body, em")).isEmpty();
        }
    }

    private static String marked(String text) {
        return text.replace('[', Highlight.OPEN).replace(']', Highlight.CLOSE);
    }
}
