package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.Sha256;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class BodyTest {
    private static final SiteView VIEW = SampleSite.contents().view();

    private static final String LIVE = "document:" + SampleSite.POLICY;
    private static final String DEAD = "document:" + SampleSite.NOT_LIVE;
    private static final String PICTURE =
            "asset:" + Sha256.of("picture harbour2".getBytes(StandardCharsets.UTF_8));

    @Test
    void aBodyWithoutReferencesStaysAsItWasApproved() {
        String approved = "<p>a &lt;b&gt; <em>c</em></p>\n<script>never touched here</script>";

        assertThat(rendered(approved)).isEqualTo(approved);
    }

    @Test
    void aLinkToALiveDocumentLeadsToItsPath() {
        String path = SampleSite.article("policy").content().path();

        assertThat(rendered("<p>见<a href=\"" + LIVE + "#part\">方案</a>。</p>"))
                .isEqualTo("<p>见<a href=\"" + path + "#part\">方案</a>。</p>");
    }

    @Test
    void aLinkToADocumentThatIsNotLiveIsPlainText() {
        assertThat(
                        rendered(
                                "<p>见<a href=\""
                                        + DEAD
                                        + "\"><b>旧</b>方案</a>，<a href=\"/x/\">y</a></p>"))
                .isEqualTo("<p>见<b>旧</b>方案，<a href=\"/x/\">y</a></p>");
        assertThat(rendered("<a href='document:nonsense'>x</a>")).isEqualTo("x");
    }

    @Test
    void aPictureAloneInItsParagraphBecomesAFigureWithCandidatesSizeAndCaption() {
        assertThat(rendered("<p><img src=\"" + PICTURE + "\" alt=\"长椅 &amp; 路\"></p><p>后文</p>"))
                .isEqualTo(
                        "<figure class=\"picture\"><a class=\"zoom\" href=\"/media/harbour2.jpg\">"
                                + "<img src=\"/media/harbour2-800.jpg\""
                                + " srcset=\"/media/harbour2-320.jpg 320w,"
                                + " /media/harbour2-800.jpg 800w, /media/harbour2-1600.jpg 1600w\""
                                + " sizes=\"(min-width: 1000px) 760px, 92vw\" width=\"800\""
                                + " height=\"533\" alt=\"长椅 &amp; 路\" loading=\"lazy\""
                                + " decoding=\"async\"></a><figcaption>新添的 24 张长椅。</figcaption>"
                                + "</figure><p>后文</p>");
    }

    @Test
    void aPictureWithoutAlternativeTextTakesTheOneOfItsUse() {
        assertThat(rendered("<p>文<img src=\"" + PICTURE + "\"></p>"))
                .contains("alt=\"居民在新建的长椅上休息\"")
                .startsWith("<p>文<img ")
                .endsWith("></p>");
    }

    @Test
    void aPictureThatTheDocumentDoesNotUseIsLeftOut() {
        assertThat(rendered("<p>文<img src=\"asset:" + "0".repeat(64) + "\" alt=\"\"></p>"))
                .isEqualTo("<p>文</p>");
    }

    @Test
    void aTableScrollsInABoxThatTheKeyboardReaches() {
        assertThat(rendered("<table><tr><td>1</td></tr></table>"))
                .isEqualTo(
                        "<div class=\"table-box\" tabindex=\"0\" role=\"region\""
                                + " aria-label=\"表格，可左右滑动\"><table><tr><td>1</td></tr></table></div>");
    }

    @Test
    void notesAndTheLinksToThemAndBackAreKnownToScreenReaders() {
        assertThat(
                        rendered(
                                "<p>文<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup></p>"
                                        + "<section class=\"footnotes\"><ol><li id=\"fn-1\">注"
                                        + "<a href=\"#fnref-1\">↩</a><a href=\"#fnref-1\">［1］</a></li></ol></section>"))
                .isEqualTo(
                        "<p>文<sup id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup></p>"
                                + "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\"><ol><li id=\"fn-1\">注"
                                + "<a href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"回到正文\">↩</a>"
                                + "<a href=\"#fnref-1\" role=\"doc-backlink\">［1］</a></li></ol></section>");
    }

    private static String rendered(String body) {
        Article story =
                SampleSite.changed(
                        SampleSite.article("harbour"),
                        content -> SampleSite.withBody(content, body));
        return new Body(
                        id -> VIEW.catalogue().live(id).map(each -> each.path()),
                        story,
                        Theme.wordsFromClassPath())
                .html();
    }
}
