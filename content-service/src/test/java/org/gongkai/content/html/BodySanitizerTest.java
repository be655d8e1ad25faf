package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsoup.Jsoup;
import org.jsoup.safety.Cleaner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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
