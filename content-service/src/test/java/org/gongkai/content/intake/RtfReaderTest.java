package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.html.Active;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

import javax.imageio.ImageIO;

/** What becomes of RTF: the body is exact, and so is what was left out of it. */
class RtfReaderTest {
    private static final DocumentImporter importer =
            new DocumentImporter(
                    new FileTypes(),
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(60),
                            2));

    private static final String STYLES =
            "{\\stylesheet{\\s0 Normal;}{\\s1\\sbasedon0\\b\\cf1 heading 1;}{\\s2\\outlinelevel1 章;}{\\s3 Title;}{\\s4 toc 1;}{\\s5\\v gone;}}";

    @TempDir Path directory;
    @TempDir Path pictures;

    @Test
    void readsAnOfficialNoticeInTheEncodingOfItsCodePage() throws IOException {
        Proposal proposal =
                readGbk(
                        "\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 宋体;}{\\f1\\fcharset0 Arial;}}"
                                + "\\pard\\qc 某区人民政府办公室\\par 关于做好政务公开工作的通知\\par 某政办〔2020〕12号\\par"
                                + "\\pard \\'b8\\'f7单位：\\par 一、总体要求\\par {\\f1 坚持以公开为常态。}\\par\\pard\\qr 2020年5月12日\\par");

        assertThat(proposal.title()).isEqualTo("某区人民政府办公室关于做好政务公开工作的通知");
        assertThat(proposal.documentNumber()).isEqualTo("某政办〔2020〕12号");
        assertThat(proposal.issuer()).isEqualTo("某区人民政府办公室");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 5, 12));
        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <p class="align-center">某政办〔2020〕12号</p>
                        <p>各单位：</p>
                        <h2>一、总体要求</h2>
                        <p>坚持以公开为常态。</p>
                        <p class="align-right">2020年5月12日</p>""");
    }

    @Test
    void aCharacterIsNeverCutHoweverLongTheText() throws IOException {
        String text = "a" + "公开".repeat(5000);

        assertThat(readGbk("\\ansicpg936 " + text + "\\par").body())
                .isEqualTo("<p>" + text + "</p>");
    }

    @Test
    void whatOldProgramsWouldShowInsteadIsSkipped() throws IOException {
        assertThat(
                        read("\\uc2 \\u20844\\'b9\\'ab\\u24320 ??{\\uc0\\u-10179\\u-8704}\\uc1\\u30340{}。x\\'a9\\par")
                                .body())
                .isEqualTo("<p>公开😀的。x©</p>");
    }

    @Test
    void headingsGoByTheirStylesAndLevels() throws IOException {
        Proposal proposal =
                read(
                        "{\\colortbl;\\red255\\green0\\blue0;}"
                                + STYLES
                                + "\\pard\\s3 公开指南\\par\\pard\\s1\\b\\cf1 第一部分\\par\\pard\\plain\\s2 第一节\\par"
                                + "\\pard\\outlinelevel0 第二部分\\par\\pard\\plain 正文\\cf1 红\\cf0\\b 粗\\b0 。\\par");

        assertThat(proposal.title()).isEqualTo("公开指南");
        assertThat(proposal.body())
                .isEqualTo(
                        "<h2>第一部分</h2>\n<h3>第一节</h3>\n<h2>第二部分</h2>\n"
                                + "<p>正文<span class=\"ink-red\">红</span><strong>粗</strong>。</p>");
    }

    @Test
    void listsNestAndNumbersThatNoListOfHtmlCountsArePartOfTheText() throws IOException {
        Proposal proposal =
                read(
                        "{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat1{\\leveltext\\'02\\'00.;}{\\levelnumbers\\'01;}}"
                                + "{\\listlevel\\levelnfc4{\\leveltext\\'02\\'01);}{\\levelnumbers\\'01;}}\\listid7}"
                                + "{\\list{\\listlevel\\levelnfc37{\\leveltext\\'03第\\'00条;}{\\levelnumbers\\'02;}}\\listid8}}"
                                + "{\\*\\listoverridetable{\\listoverride\\listid7\\ls1}{\\listoverride\\listid8\\ls2}"
                                + "{\\listoverride\\listid7{\\lfolevel\\listoverridestartat\\levelstartat5}\\ls3}}"
                                + "{\\listtext 1.\\tab}\\pard\\li420\\ls1\\ilvl0 甲\\par\\ilvl1 甲一\\par\\ilvl1 甲二\\par\\ilvl0 乙\\par"
                                + "\\pard 中间。\\par\\pard\\ls1 丙\\par\\pard\\ls3 戊\\par"
                                + "\\pard\\li420\\ls2 为了公开。\\par 本办法施行。\\par");

        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <ol><li>甲<ol type="a"><li>甲一</li><li>甲二</li></ol></li><li>乙</li></ol>
                        <p>中间。</p>
                        <ol start="3"><li>丙</li></ol>
                        <ol start="5"><li>戊</li></ol>
                        <p>第一条　为了公开。</p>
                        <p>第二条　本办法施行。</p>""");
    }

    @Test
    void listsOfWhichOnlyTheNumbersAreWrittenAreLists() throws IOException {
        assertThat(
                        read("{\\pntext\\'B7\\tab}{\\*\\pn\\pnlvlblt}点\\par{\\pntext\\'B7\\tab}点二\\par"
                                        + "{\\pntext 1.\\tab}甲\\par{\\pntext 2.\\tab}乙\\par\\pard{\\pntext （一）\\tab}事项\\par")
                                .body())
                .isEqualTo(
                        "<ul><li>点</li><li>点二</li></ul>\n<ol><li>甲</li><li>乙</li></ol>\n<p>（一）事项</p>");
    }

    @Test
    void tablesKeepTheirSpansAndHeadsAndTablesInside() throws IOException {
        Proposal proposal =
                read(
                        "\\trowd\\trhdr\\clmgf\\cellx1000\\clmrg\\cellx2000\\cellx3000\\intbl 单位\\cell\\cell 电话\\cell\\row"
                                + "\\trowd\\clvmgf\\cellx1000\\cellx2010\\cellx3000 区政府\\cell 办公室\\cell 1\\cell\\row"
                                + "\\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx2995 \\cell 信访局\\cell 2\\cell\\row"
                                + "\\trowd\\cellx1000\\cellx3000 街道\\cell 前\\par\\itap2 内一\\nestcell 内二\\nestcell"
                                + "{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par 坏}\\itap1 后\\cell\\row"
                                + "\\pard 完。\\par");

        assertThat(proposal.body())
                .isEqualTo(
                        "<table><thead><tr><th colspan=\"2\">单位</th><th>电话</th></tr></thead>"
                                + "<tbody><tr><td rowspan=\"2\">区政府</td><td>办公室</td><td>1</td></tr>"
                                + "<tr><td>信访局</td><td>2</td></tr>"
                                + "<tr><td>街道</td><td colspan=\"2\"><p>前</p><table><tbody><tr><td>内一</td><td>内二</td></tr></tbody></table><p>后</p></td></tr></tbody></table>\n"
                                + "<p>完。</p>");
    }

    @Test
    void notesLinksAndPlacesAreKept() throws IOException {
        assertThat(
                        read("{\\*\\bkmkstart here}甲{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} 注释。}}"
                                        + "{\\field{\\*\\fldinst HYPERLINK \"https://example.gov.cn/a\" \\\\l \"b\"}{\\fldrslt\\ul 网站}}"
                                        + "{\\field{\\*\\fldinst{HYPERLINK \\\\l \"here\"}}{\\fldrslt 此处}}"
                                        + "{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}{\\sub 2}\\line 乙"
                                        + "{\\*\\footnote\\ftnalt 尾注。}\\par")
                                .body())
                .isEqualTo(
                        "<p id=\"at-here\">甲<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup>"
                                + "<a href=\"https://example.gov.cn/a#b\" rel=\"noopener noreferrer\"><u>网站</u></a>"
                                + "<a href=\"#at-here\">此处</a>3<sub>2</sub><br>乙<sup id=\"fnref-2\"><a href=\"#fn-2\">2</a></sup></p>\n"
                                + "<section class=\"footnotes\"><ol><li id=\"fn-1\">注释。 <a href=\"#fnref-1\">↩</a></li><li id=\"fn-2\">尾注。 <a href=\"#fnref-2\">↩</a></li></ol></section>");
    }

    @Test
    void whatNobodyWasToSeeStaysOutAndIsReported() throws IOException {
        Proposal proposal =
                read(
                        STYLES
                                + "{\\info{\\title 指南}{\\author 张三}{\\operator 李四}{\\company 某公司}}{\\*\\revtbl{张三;}}{\\header 页眉}"
                                + "公开{\\deleted\\revauthdel1 机密{\\b 更机密}}{\\revised 内容}{\\v 看不见}"
                                + "{\\*\\atnid 王}{\\*\\atnauthor 王五}\\chatn{\\*\\annotation 别发}。{\\deleted 又}{\\*\\whatever 藏着}\\par"
                                + "\\pard\\s4 目录行 3\\par\\pard\\s5\\v 隐藏段落\\par\\pard\\plain"
                                + "{\\object\\objemb{\\*\\objdata 0105}{\\result 图示}}\\par");

        assertThat(proposal.body()).isEqualTo("<p>公开内容。</p>\n<p>图示</p>");
        assertThat(proposal.warnings())
                .containsExactly(
                        "1 × a comment in it was left out.",
                        "2 × a tracked deletion in it was left out.",
                        "1 × a tracked insertion in it was taken as accepted.",
                        "2 × hidden text in it was left out.",
                        "2 × a person's name in its properties was left out.",
                        "Its table of contents was left out.",
                        "1 × another file inside it was left out.");
        assertThat(proposal.toString())
                .doesNotContain("张三", "李四", "王五", "机密", "别发", "藏着", "页眉", "某公司");
    }

    @Test
    void picturesBecomeAssetsAndTextBoxesParagraphs() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        String hex = HexFormat.of().formatHex(png.toByteArray());
        String raw = png.toString(StandardCharsets.ISO_8859_1);
        Path file =
                Files.write(
                        directory.resolve("图.rtf"),
                        ("{\\rtf1 {\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv a hall}}}\\pngblip{\\*\\blipuid 0123}\n"
                                        + hex
                                        + "}}{\\nonshppict{\\pict\\wmetafile8 0100}}\\par{\\pict\\pngblip\\bin"
                                        + png.size()
                                        + " "
                                        + raw
                                        + "}{\\pict\\wmetafile8 010009}{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt\\pard in the box\\par}}{\\shprslt old}}\\par}")
                                .getBytes(StandardCharsets.ISO_8859_1));

        Proposal proposal = importer.read(file, "图.rtf", pictures);

        String source = "<img src=\"asset:" + Digest.of(png.toByteArray()) + "\"";
        assertThat(proposal.pictures()).hasSize(1);
        assertThat(proposal.body())
                .isEqualTo(
                        "<p>"
                                + source
                                + " alt=\"a hall\"></p>\n<p>"
                                + source
                                + "></p>\n<p>in the box</p>");
        assertThat(proposal.warnings())
                .contains(
                        "1 × a picture in it that no browser shows (EMF, WMF, TIFF, BMP) was left out.");
    }

    @Test
    @Timeout(120)
    void hostileTextEndsInAProposalOrARefusal() throws IOException {
        for (String piece :
                List.of(
                        "{",
                        "{\\footnote a",
                        "{\\b a",
                        "}",
                        "\\cell ",
                        "\\row ",
                        "\\trowd\\cellx1\\cell\\row ",
                        "\\itap999999999 a\\par ",
                        "\\itap20 a\\par\\itap1 b\\par ",
                        "{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt a",
                        "{\\*\\bkmkstart a}",
                        "{\\footnote a}",
                        "{\\shp{\\*\\shpinst{\\shptxt a",
                        "\\ls1\\ilvl8 a\\par\\ilvl0 a\\par ",
                        "a\\par ",
                        "\\b a\\b0 a",
                        "\\u55357?",
                        "\\uc16\\u65 ",
                        "\\bin999999999 ",
                        "{\\pict\\pngblip 89504e47}",
                        "{\\stylesheet{\\s1\\sbasedon2 a;}{\\s2\\sbasedon1 b;}}\\s1 a\\par ",
                        "{\\*\\listtable{\\list{\\listlevel\\levelnfc99{\\leveltext\\'ff;}}\\listid1}}",
                        "\\'",
                        "\\*",
                        "{\\*",
                        "\\li-99999999999 a\\par ",
                        "\\ansicpg99999 \\'ff")) {
            Path file = directory.resolve("bomb.rtf");
            Files.writeString(file, "{\\rtf1 text\\par " + piece.repeat(50_000 / piece.length()));
            outcome(file);
            Files.writeString(
                    file, "{\\rtf1 text\\par " + piece.repeat(10_000 / piece.length()) + "\\par}");
            outcome(file);
        }
    }

    @Test
    void whatEndsInTheMiddleIsRefused() {
        assertThatThrownBy(
                        () ->
                                importer.read(
                                        Files.writeString(
                                                directory.resolve("半.rtf"), "{\\rtf1 half of it"),
                                        "半.rtf",
                                        pictures))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        e -> assertThat(e.reason()).isEqualTo(FileRefused.Reason.UNREADABLE))
                .hasMessageContaining("半.rtf")
                .hasMessageContaining("save it again");
    }

    private void outcome(Path file) {
        try {
            assertThat(Active.contentOf(importer.read(file, "bomb.rtf", pictures).body()))
                    .isEmpty();
        } catch (FileRefused e) {
            assertThat(e.reason())
                    .isIn(
                            FileRefused.Reason.UNREADABLE,
                            FileRefused.Reason.TOO_COMPLEX,
                            FileRefused.Reason.NO_TEXT);
        }
    }

    /** RTF in which every character beyond ASCII is written by its number. */
    private Proposal read(String text) throws IOException {
        StringBuilder rtf = new StringBuilder("{\\rtf1\\ansi ");
        for (char c : text.toCharArray()) {
            rtf.append(c < 128 ? Character.toString(c) : "{\\uc1\\u%d?}".formatted((int) c));
        }
        return read(rtf.append('}').toString(), StandardCharsets.US_ASCII);
    }

    private Proposal readGbk(String text) throws IOException {
        return read("{\\rtf1\\ansi" + text + "}", Charset.forName("GBK"));
    }

    private Proposal read(String rtf, Charset charset) throws IOException {
        Path file = Files.writeString(directory.resolve("文.rtf"), rtf, charset);
        return importer.read(file, "文.rtf", pictures);
    }
}
