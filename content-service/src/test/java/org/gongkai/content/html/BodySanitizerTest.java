package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsoup.Jsoup;
import org.jsoup.safety.Cleaner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class BodySanitizerTest {
    private static final String SHA =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final BodySanitizer sanitizer = new BodySanitizer();

    @Test
    void keepsWhatAnOfficialDocumentIsMadeOf() {
        String body =
                """
                <h2>一、工作目标</h2>
                <p>到2020年底，<strong>全部</strong>公开<sup><a href="#fn-1" id="fnref-1">1</a></sup>。</p>
                <ol start="3"><li>第一项</li><li>第二项<ul><li>其中</li></ul></li></ol>
                <table><caption>分工</caption><colgroup><col span="2"></colgroup><thead><tr><th colspan="2" scope="col">单位</th></tr></thead><tbody><tr><td rowspan="2" class="align-center">甲</td><td>乙</td></tr><tr><td>丙</td></tr></tbody></table>
                <figure><img src="asset:%1$s" alt="大厅" width="800" height="600"><figcaption>政务服务大厅</figcaption></figure>
                <p><a href="document:%2$s">解读</a>、<a href="asset:%1$s">附件</a>、<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">外部</a>、<a href="mailto:office@example.org">邮箱</a></p>
                <blockquote><p>引文</p></blockquote>
                <p class="align-right">办公室<br>2020年5月15日</p>
                <ol><li id="fn-1">注释 <a href="#fnref-1">↩</a></li></ol>"""
                        .formatted(SHA, ID);

        assertThat(sanitizer.sanitize(body)).isEqualTo(body);
    }

    @Test
    void keepsNotesListsPagesAndTheLittleDressThatSaysSomething() {
        String body =
                """
                <p class="align-right indent-2">（此件公开发布）</p>
                <p>自<span class="ink-red">2020年5月15日</span>起施行<sup id="fnref-a"><a href="#fn-a">［1］</a></sup>。</p>
                <ol start="3" class="list-han"><li>第三条</li><li value="5">第五条<ol type="i"><li>其一</li></ol></li></ol>
                <hr class="page-break">
                <h2 class="align-center">附件</h2>
                <p>正文<sub>2</sub></p>
                <section class="footnotes"><ol><li id="fn-a">见说明 <a href="#fnref-a">↩</a></li></ol></section>""";

        assertThat(sanitizer.sanitize(body)).isEqualTo(body);
    }

    @Test
    void readsTheNotesOfWordLibreOfficeAndMarkdownAsTheSame() {
        assertThat(
                        sanitizer.sanitize(
                                "<p>文<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a></p>"
                                        + "<div style='mso-element:footnote-list'><br clear=all><hr width='33%'>"
                                        + "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 注</p></div></div>"))
                .isEqualTo(
                        "<p>文<a href=\"#fn-1\" id=\"fnref-1\">[1]</a></p>\n"
                                + "<section class=\"footnotes\"><p id=\"fn-1\"><a href=\"#fnref-1\">[1]</a> 注</p></section>");
        assertThat(
                        sanitizer.sanitize(
                                "<p>文<a name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a></p>"
                                        + "<div id='sdfootnote1'><p><a name='sdfootnote1sym' href='#sdfootnote1anc'>1</a>注</p></div>"))
                .contains("href=\"#fn-1\" id=\"fnref-1\"", "href=\"#fnref-1\" id=\"fn-1\"");
        assertThat(
                        sanitizer.sanitize(
                                "<p>文<sup id='fnref:a'><a href='#fn:a'>1</a></sup><sup id='user-content-fnref-b'><a href='#user-content-fn-b'>2</a></sup></p>"
                                        + "<section data-footnotes class=x><ol><li id='fn:a'>甲<a href='#fnref:a'>↩</a></li><li id='user-content-fn-b'>乙<a href='#user-content-fnref-b'>↩</a></li></ol></section>"))
                .isEqualTo(
                        "<p>文<sup id=\"fnref-a\"><a href=\"#fn-a\">1</a></sup><sup id=\"fnref-b\"><a href=\"#fn-b\">2</a></sup></p>\n"
                                + "<section class=\"footnotes\"><ol><li id=\"fn-a\">甲<a href=\"#fnref-a\">↩</a></li><li id=\"fn-b\">乙<a href=\"#fnref-b\">↩</a></li></ol></section>");
    }

    @Test
    void keepsPlacesNamedInChineseApartHoweverTheLinkWritesThem() {
        assertThat(
                        sanitizer.sanitize(
                                "<p><a href='#%E4%B8%80'>去</a><a href='#二'>再去</a></p><h2 id=一>一</h2><h2 id=二>二</h2>"))
                .isEqualTo(
                        "<p><a href=\"#at-_4e00\">去</a><a href=\"#at-_4e8c\">再去</a></p>\n<h2 id=\"at-_4e00\">一</h2>\n<h2 id=\"at-_4e8c\">二</h2>");
    }

    @Test
    void noIdAndNoNameOfABodyMeetsOneOfThePage() {
        assertThat(
                        sanitizer.sanitize(
                                "<p><a href='#main'>去</a><a href='#body'>去</a><img name=getElementById src=asset:"
                                        + SHA
                                        + " alt=图></p><p id=main>甲</p><form id=body><p id=attributes>乙</p></form>"))
                .doesNotContain("id=\"main\"", "id=\"body\"", "name=", "attributes")
                .contains("href=\"#at-main\"", "id=\"at-main\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    color:red               | ink-red
                    color: #C00000          | ink-red
                    color:rgb(192, 0, 0)    | ink-red
                    color:#00F !important   | ink-blue
                    color:rgb(0 112 192)    | ink-blue
                    color:#00b050           | ink-green
                    color:#7f7f7f           | ink-grey
                    color:#000              |
                    color:white             |
                    color:#fffffe           |
                    color:windowtext        |
                    color:url(//x)          |
                    color:expression(x())   |
                    background-color:red    |
                    """)
    void reducesColoursToWhatTheySay(String style, @Nullable String ink) {
        assertThat(sanitizer.sanitize("<p>文<span style='" + style + "'>字</span></p>"))
                .isEqualTo(
                        ink == null ? "<p>文字</p>" : "<p>文<span class=\"" + ink + "\">字</span></p>");
    }

    @Test
    void theInnerColourCountsAndAWholeParagraphMayHaveOne() {
        assertThat(
                        sanitizer.sanitize(
                                "<p style='color:red;font-weight:bold'>红<span style='color:black'>黑</span><font color=blue>蓝</font></p>"))
                .isEqualTo(
                        "<p><span class=\"ink-red\"><strong>红</strong></span><strong>黑<span class=\"ink-blue\">蓝</span></strong></p>");
    }

    @ParameterizedTest
    @CsvSource({
        "margin-left:2em, indent-1",
        "padding-left: 40px, indent-1",
        "margin-left:48.0pt, indent-2",
        "margin-left:999em, indent-4",
        "margin-left:0.5em, ''",
        "margin-left:-40px, ''",
        "text-indent:2em, ''"
    })
    void readsHowFarAParagraphIsSetIn(String style, String indent) {
        assertThat(sanitizer.sanitize("<p style='" + style + "'>文</p>"))
                .isEqualTo(indent.isEmpty() ? "<p>文</p>" : "<p class=\"" + indent + "\">文</p>");
    }

    @Test
    void readsPageBreaksBetweenBlocksAndNowhereElse() {
        assertThat(
                        sanitizer.sanitize(
                                "<br style='page-break-before:always'><p>一</p><p>二<br style='page-break-before:always'></p>"
                                        + "<h2 style='break-before:page'>三</h2><div style='page-break-after:always'>四</div><div class=page-break></div>"
                                        + "<ul><li style='page-break-before:always'>五</li></ul><hr class=page-break>"))
                .isEqualTo(
                        "<p>一</p>\n<p>二</p>\n<hr class=\"page-break\">\n<h2>三</h2>\n<p>四</p>\n<hr class=\"page-break\">\n<ul><li>五</li></ul>");
    }

    @Test
    void readsHowAListIsNumbered() {
        assertThat(
                        sanitizer.sanitize(
                                "<ol style='list-style-type:upper-roman'><li>一</ol><ol style='list-style:cjk-ideographic'><li>二</ol><ol type=disc><li>三</ol><ul type=a><li value=7>四</ul>"))
                .isEqualTo(
                        "<ol type=\"I\"><li>一</li></ol>\n<ol class=\"list-han\"><li>二</li></ol>\n<ol><li>三</li></ol>\n<ul><li>四</li></ul>");
    }

    @Test
    void makesHeadingsAndFormatsUniform() {
        assertThat(
                        sanitizer.sanitize(
                                "<h1>标题</h1><h5>小</h5><b>粗</b><i>斜</i><del>删</del><ins>增</ins>"))
                .isEqualTo(
                        "<h2>标题</h2>\n<h4>小</h4>\n<p><strong>粗</strong><em>斜</em><s>删</s><u>增</u></p>");
    }

    @Test
    void readsAlignmentAndFormatsFromStylesAndDropsTheStyles() {
        assertThat(
                        sanitizer.sanitize(
                                "<p style='text-align: CENTER; position:fixed'><span style=\"font-weight:bold;background:url(//x)\">中</span></p>"
                                        + "<div align=right>右</div><center>中</center>"))
                .isEqualTo(
                        "<p class=\"align-center\"><strong>中</strong></p>\n<p class=\"align-right\">右</p>\n<p class=\"align-center\">中</p>");
    }

    @Test
    void turnsDivsIntoParagraphsAndKeepsTheirWordsApart() {
        assertThat(sanitizer.sanitize("<div>甲<div>乙</div>丙</div><dl><dt>词</dt><dd>义</dd></dl>"))
                .isEqualTo("<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n<p>词</p>\n<p>义</p>");
    }

    @Test
    void joinsBrokenLinesOfChineseWithoutASpaceAndOthersWithOne() {
        assertThat(sanitizer.sanitize("<p>　　政务\n公开，\n透明 one\ntwo&nbsp;</p>"))
                .isEqualTo("<p>政务公开，透明 one two</p>");
    }

    @Test
    void dropsPicturesThatAreNotUploadedAndSaysSo() {
        CleanBody body =
                sanitizer.clean(
                        "<p>图<img src='https://example.org/a.png'><img src='data:image/png;base64,AA'></p><script>x()</script>");

        assertThat(body.html()).isEqualTo("<p>图</p>");
        assertThat(body.dropped()).containsEntry("img", 2).containsEntry("script", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " java\tscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//example.org/",
                "/relative/",
                "page.html",
                "http:example",
                "https://user@example.org/",
                "file:///etc/passwd",
                "document:1",
                "asset:zz",
                "#"
            })
    void unlinksAddressesThatABodyMayNotPointTo(String address) {
        assertThat(sanitizer.sanitize("<p>见<a href=\"" + address + "\">此处</a></p>"))
                .isEqualTo("<p>见此处</p>");
    }

    @Test
    void keepsFragmentsOnlyWhereBothEndsLive() {
        assertThat(
                        sanitizer.sanitize(
                                "<p id=body>甲</p><p id=used>乙</p><p><a href='#used'>去</a><a href='#gone'>无</a></p>"))
                .isEqualTo("<p>甲</p>\n<p id=\"at-used\">乙</p>\n<p><a href=\"#at-used\">去</a>无</p>");
    }

    @Test
    void movesTheNameOfAnEmptyAnchorToItsParagraph() {
        assertThat(sanitizer.sanitize("<p><a href='#mark'>去</a></p><p><a name='mark'></a>此处</p>"))
                .isEqualTo("<p><a href=\"#at-mark\">去</a></p>\n<p id=\"at-mark\">此处</p>");
    }

    @Test
    void boundsSpans() {
        assertThat(
                        sanitizer.sanitize(
                                "<table><tr><td colspan=1>a<td colspan=100000 rowspan=-1>b<td rowspan=3 colspan=2>c</table>"))
                .isEqualTo(
                        "<table><tbody><tr><td>a</td><td>b</td><td colspan=\"2\" rowspan=\"3\">c</td></tr></tbody></table>");
    }

    @Test
    void dropsInvisibleCharactersHoweverTheyAreWritten() {
        assertThat(
                        sanitizer.sanitize(
                                "<p>a\u0000\u0007&#8238;b\uFEFF&#x200B;c&#xD800;\uD800d&#xFFFE;</p>"))
                .doesNotContain("\u0000", "\u202E", "\uFEFF", "\u200B", "\uD800", "\uFFFE")
                .startsWith("<p>a")
                .endsWith("d</p>");
    }

    @Test
    void leavesNoEmptyThings() {
        assertThat(
                        sanitizer.sanitize(
                                "<p> </p><p>&nbsp;<br></p><ul></ul><ul><li></li></ul><table></table><h2></h2><blockquote><p></p></blockquote><figure><figcaption>只有字</figcaption></figure>"))
                .isEqualTo("<p>只有字</p>");
    }

    @Test
    void refusesWhatIsTooLongAndSaysWhatToDo() {
        assertThatThrownBy(() -> sanitizer.sanitize("x".repeat(BodySanitizer.MAX_LENGTH + 1)))
                .isInstanceOf(BodyRefused.class)
                .hasMessageContaining("2,000,001")
                .hasMessageContaining("attach");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<ul><li>",
                "<blockquote>",
                "<table><tr><td>",
                "<a href=#x>",
                "<p>",
                "<b><i><u><s><a>",
                "<svg>",
                "<math><mi>",
                "<form>",
                "</p>",
                "<template>",
                "&amp",
                "<font style='font-weight:bold'>",
                "<x-y>",
                "<em><p>",
                "<td>",
                "<!--",
                "<select>",
                "<h1><table>",
                "<figure><img src=asset:1>"
            })
    @Timeout(20)
    void survivesDeepAndLongRepetition(String piece) {
        String bomb = piece.repeat(60_000 / piece.length()) + "文";

        String clean = sanitizer.sanitize(bomb);

        assertThat(sanitizer.sanitize(clean)).isEqualTo(clean);
        assertThat(depth(clean)).isLessThan(60);
    }

    @Test
    @Timeout(20)
    void survivesHugeAttributes() {
        String many =
                IntStream.range(0, 20_000)
                        .mapToObj(n -> "a" + n + "=1 ")
                        .collect(Collectors.joining("", "<p ", ">文"));
        String huge =
                "<p style='" + "x".repeat(1_000_000) + "' title='" + "y".repeat(500_000) + "'>文";

        assertThat(sanitizer.sanitize(many)).isEqualTo("<p>文</p>");
        assertThat(sanitizer.sanitize(huge)).isEqualTo("<p>文</p>");
    }

    @Test
    void noneOfTheAttackVectorsSurvivesAsActiveContent() throws Exception {
        JsonNode vectors =
                JsonMapper.shared()
                        .readTree(Files.readString(SharedInput.find("xss/vectors.json")));
        List<String> problems = new ArrayList<>();
        for (JsonNode vector : vectors) {
            check(vector.get("payload").asString(), problems);
        }

        assertThat(vectors.size()).isGreaterThan(50);
        assertThat(problems).isEmpty();
    }

    @Test
    void noneOfTheNaughtyStringsBreaksAnything() throws Exception {
        JsonNode strings =
                JsonMapper.shared()
                        .readTree(Files.readString(SharedInput.find("naughty-strings.json")));
        List<String> problems = new ArrayList<>();
        for (JsonNode string : strings) {
            check(string.asString(), problems);
            check("<p title=\"" + string.asString() + "\">" + string.asString() + "</p>", problems);
            String title = TitleText.of(string.asString());
            assertThat(title).doesNotContain("\n", "\r", "\u0000");
            assertThat(TitleText.of(title)).isEqualTo(title);
        }

        assertThat(strings.size()).isGreaterThan(400);
        assertThat(problems).isEmpty();
    }

    private void check(String input, List<String> problems) {
        String clean = sanitizer.sanitize(input);
        if (!sanitizer.sanitize(clean).equals(clean)) {
            problems.add("not stable: " + input);
        }
        if (!Active.contentOf(clean).isEmpty()) {
            problems.add(Active.contentOf(clean) + " survives: " + input);
        }
        if (!new Cleaner(new BodyRules()).isValidBodyHtml(clean)) {
            problems.add("not lawful: " + input + " gave " + clean);
        }
    }

    private static int depth(String html) {
        int deepest = 0;
        for (var element : Jsoup.parseBodyFragment(html).getAllElements()) {
            deepest = Math.max(deepest, element.parents().size());
        }
        return deepest;
    }
}
