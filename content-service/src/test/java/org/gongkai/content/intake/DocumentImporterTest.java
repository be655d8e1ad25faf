package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.html.Active;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

class DocumentImporterTest {
    private static final DocumentImporter importer =
            new DocumentImporter(
                    new FileTypes(),
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(60),
                            2));

    @TempDir Path directory;

    @Test
    void readsARegulationInMarkdown() {
        Proposal proposal =
                read(
                        "某市政务公开条例(2021-09-30).md",
                        """
                        # 某市政务公开条例

                        2019年3月1日 某市人民代表大会常务委员会通过

                        2021年9月30日 某省人民代表大会常务委员会批准

                        <!-- INFO END -->

                        ## 第一章　总则

                        第一条 为了推进政务公开，
                        制定本条例。

                        | 单位 | 栏目 |
                        |------|:----:|
                        | 办公室 | 动态 |
                        """);

        assertThat(proposal.title()).isEqualTo("某市政务公开条例");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2021, 9, 30));
        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <p>2019年3月1日 某市人民代表大会常务委员会通过</p>
                        <p>2021年9月30日 某省人民代表大会常务委员会批准</p>
                        <h2>第一章　总则</h2>
                        <p>第一条 为了推进政务公开，制定本条例。</p>
                        <table><thead><tr><th>单位</th><th class="align-center">栏目</th></tr></thead><tbody><tr><td>办公室</td><td class="align-center">动态</td></tr></tbody></table>""");
    }

    @Test
    void takesTheLatestDayOfThePreambleWhereTheNameHasNone() {
        assertThat(
                        read(
                                        "条例.md",
                                        "# 条例\n\n2003年1月2日 通过\n\n2011年12月13日 修正\n\n第一条 自2030年1月1日起施行，2031年1月1日修订。\n")
                                .date())
                .isEqualTo(LocalDate.of(2011, 12, 13));
    }

    @Test
    void footnotesOfMarkdownStandAtTheEndInTheOrderInWhichTheTextRefersToThem() {
        Proposal proposal =
                read(
                        "a.md",
                        """
                        甲[^注]，乙[^2]，又[^注]。无[^无]。

                        [^2]: 第二，见[^三]。
                        [^注]: 注释一。

                            第二段。
                        [^三]: 第三。
                        [^没人提]: 不出现。

                        完。
                        """);

        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <p>甲<sup id="fnref-1"><a href="#fn-1">1</a></sup>，乙<sup id="fnref-2"><a href="#fn-2">2</a></sup>，又<sup><a href="#fn-1">1</a></sup>。无[^无]。</p>
                        <p>完。</p>
                        <section class="footnotes"><ol><li id="fn-1"><p>注释一。</p><p>第二段。 <a href="#fnref-1">↩</a></p></li><li id="fn-2">第二，见<sup id="fnref-3"><a href="#fn-3">3</a></sup>。 <a href="#fnref-2">↩</a></li><li id="fn-3">第三。 <a href="#fnref-3">↩</a></li></ol></section>""");
    }

    @Test
    void frontMatterComesFirst() {
        Proposal proposal =
                read(
                        "a.md",
                        "---\ntitle: 题目在此\ndate: 2020-05-15\ntags: [公开, 透明]\nsource: 区政府办公室\n---\n# 另一个题目\n\n正文。\n");

        assertThat(proposal.title()).isEqualTo("题目在此");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 5, 15));
        assertThat(proposal.tags()).containsExactly("公开", "透明");
        assertThat(proposal.fields(List.of("source"))).containsEntry("source", "区政府办公室");
        assertThat(proposal.body()).isEqualTo("<h2>另一个题目</h2>\n<p>正文。</p>");
    }

    @Test
    void assemblesTheTitleOfANoticeInPlainTextAndKeepsItsTable() {
        Proposal proposal =
                read(
                        "notice.txt",
                        """

                        某区人民政府办公室

                        关于开展“政务公开日”活动的通知

                        某政办〔2020〕8号

                        各街道办事处：

                        　　现将有关事项通知如下。

                        一、活动主题

                        公开透明。

                        序号\t任务\t单位
                        1\t统筹\t办公室

                        某区人民政府办公室

                        2020年4月29日
                        """);

        assertThat(proposal.title()).isEqualTo("某区人民政府办公室关于开展“政务公开日”活动的通知");
        assertThat(proposal.issuer()).isEqualTo("某区人民政府办公室");
        assertThat(proposal.documentNumber()).isEqualTo("某政办〔2020〕8号");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 4, 29));
        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <p>某政办〔2020〕8号</p>
                        <p>各街道办事处：</p>
                        <p>现将有关事项通知如下。</p>
                        <h2>一、活动主题</h2>
                        <p>公开透明。</p>
                        <table><tbody><tr><td>序号</td><td>任务</td><td>单位</td></tr><tr><td>1</td><td>统筹</td><td>办公室</td></tr></tbody></table>
                        <p>某区人民政府办公室</p>
                        <p>2020年4月29日</p>""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "UTF-8", "UTF-16"})
    void readsTextInTheEncodingsThatUnitsUse(String charset) throws IOException {
        Path file = directory.resolve("file");
        Files.write(file, "政务公开，透明高效。\n第二段。".getBytes(Charset.forName(charset)));

        assertThat(importer.read(file, "说明(2020-05-08).txt", directory))
                .satisfies(
                        proposal -> {
                            assertThat(proposal.title()).isEqualTo("说明");
                            assertThat(proposal.body()).contains("政务公开，透明高效。");
                        });
    }

    @Test
    void readsTheArticleOfASavedPage() {
        Proposal proposal =
                read(
                        "page.html",
                        "<html><head><title>页面 - 某网站</title><meta name=PubDate content='2020-05-16 10:00'></head>"
                                + "<body><nav>首页</nav><main><h1>活动开幕</h1><p onclick=x()>正文<script>y()</script></p></main><footer>页脚</footer></body></html>");

        assertThat(proposal.title()).isEqualTo("活动开幕");
        assertThat(proposal.body()).isEqualTo("<p>正文</p>");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 5, 16));
        assertThat(proposal.warnings()).singleElement().asString().contains("script");
    }

    @Test
    void refusesWithTheNameTheReasonAndTheRemedy() {
        refused("空.md", new byte[0], FileRefused.Reason.EMPTY, "Send");
        refused("空白.txt", utf8("　\n \n"), FileRefused.Reason.NO_TEXT, "scan");
        refused(
                "乱.txt",
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8, 0},
                FileRefused.Reason.UNREADABLE,
                "UTF-8");
        refused("大.md", new byte[21 << 20], FileRefused.Reason.TOO_LARGE, "20 MB");
        refused(
                "坏.docx",
                utf8("PK\u0003\u0004 not a zip"),
                FileRefused.Reason.MISMATCH,
                "application/zip");
        refused("表.csv", utf8("a,b\n1,2\n"), FileRefused.Reason.UNSUPPORTED, "docx");
    }

    @Test
    @Timeout(60)
    void survivesHostileMarkdown() {
        for (String piece :
                List.of(
                        "> ",
                        "- ",
                        "[",
                        "![a](",
                        "*a _b ",
                        "`",
                        "<div>",
                        "# ",
                        "|a",
                        "\\",
                        "&amp;",
                        "[^",
                        "[^a]",
                        "[^a]: ",
                        "[^a]:\n\n    ",
                        "[^a][^")) {
            String bomb = piece.repeat(100_000 / piece.length()) + "\n\n文\n\n[^a]: 注";
            try {
                assertThat(Active.contentOf(read("bomb.md", bomb).body())).isEmpty();
            } catch (FileRefused e) {
                assertThat(e.reason()).isEqualTo(FileRefused.Reason.TOO_COMPLEX);
            }
        }
    }

    private void refused(String name, byte[] bytes, FileRefused.Reason reason, String hint) {
        assertThatThrownBy(
                        () ->
                                importer.read(
                                        Files.write(directory.resolve("file"), bytes),
                                        name,
                                        directory))
                .isInstanceOfSatisfying(
                        FileRefused.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(name)
                .hasMessageContaining(hint);
    }

    private Proposal read(String name, String text) {
        try {
            Path file = Files.writeString(directory.resolve("file"), text);
            return importer.read(file, name, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
