package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.intake.Docx.numbered;
import static org.gongkai.content.intake.Docx.p;
import static org.gongkai.content.intake.Docx.r;
import static org.gongkai.content.intake.Docx.style;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

import javax.imageio.ImageIO;

/** What becomes of a docx: the body is exact, and so is what was left out of it. */
class WordReaderTest {
    private static final DocumentImporter importer =
            new DocumentImporter(
                    new FileTypes(),
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(60),
                            2));

    @TempDir Path directory;
    @TempDir Path pictures;

    @Test
    void readsAnOfficialNotice() throws IOException {
        Proposal proposal =
                read(
                        Docx.of(
                                p("<w:jc w:val=\"center\"/>", "某区人民政府办公室")
                                        + p("<w:jc w:val=\"center\"/>", "关于做好政务公开工作的通知")
                                        + p("<w:jc w:val=\"center\"/>", "某政办〔2020〕12号")
                                        + p("各单位：")
                                        + p("一、总体要求")
                                        + p("坚持以公开为常态。")
                                        + p("<w:jc w:val=\"right\"/>", "2020年5月12日")));

        assertThat(proposal.title()).isEqualTo("某区人民政府办公室关于做好政务公开工作的通知");
        assertThat(proposal.documentNumber()).isEqualTo("某政办〔2020〕12号");
        assertThat(proposal.issuer()).isEqualTo("某区人民政府办公室");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 5, 12));
        assertThat(proposal.body())
                .contains("<h2>一、总体要求</h2>\n<p>坚持以公开为常态。</p>")
                .contains("<p class=\"align-right\">2020年5月12日</p>");
    }

    @Test
    void headingsGoByTheirStylesAndTheTitleIsNotSaidTwice() throws IOException {
        Proposal proposal =
                read(
                        Docx.of(
                                        p(style("T"), "公开指南")
                                                + p(style("1"), "第一部分")
                                                + p(style("2"), "第一节")
                                                + p(style("own"), "第二部分")
                                                + p("正文。"))
                                .withStyles());

        assertThat(proposal.title()).isEqualTo("公开指南");
        assertThat(proposal.body())
                .isEqualTo("<h2>第一部分</h2>\n<h3>第一节</h3>\n<h2>第二部分</h2>\n<p>正文。</p>");
    }

    @Test
    void theOnlyHeadingOfTheHighestLevelIsTheTitle() throws IOException {
        Proposal proposal =
                read(Docx.of(p(style("1"), "公开指南") + p(style("2"), "第一节") + p("正文。")).withStyles());

        assertThat(proposal.title()).isEqualTo("公开指南");
        assertThat(proposal.body()).isEqualTo("<h2>第一节</h2>\n<p>正文。</p>");
    }

    @Test
    void listsNestAndGoOnCounting() throws IOException {
        Proposal proposal =
                read(
                        numbering(
                                Docx.of(
                                        p(numbered(1, 0), "甲")
                                                + p(numbered(1, 1), "甲一")
                                                + p(numbered(1, 1), "甲二")
                                                + p(numbered(1, 0), "乙")
                                                + p("中间。")
                                                + p(numbered(1, 0), "丙")
                                                + p(numbered(2, 0), "点")
                                                + p(numbered(4, 0), "重来"))));

        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <ol><li>甲<ol type="a"><li>甲一</li><li>甲二</li></ol></li><li>乙</li></ol>
                        <p>中间。</p>
                        <ol start="3"><li>丙</li></ol>
                        <ul><li>点</li></ul>
                        <ol><li>重来</li></ol>""");
    }

    @Test
    void numbersThatNoListOfHtmlCountsArePartOfTheText() throws IOException {
        Proposal proposal =
                read(
                        numbering(
                                Docx.of(
                                        p(numbered(3, 0), "为了公开，制定本办法。")
                                                + p(numbered(3, 1), "公开事项；")
                                                + p(numbered(3, 0), "本办法自公布之日起施行。"))));

        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <p>第一条　为了公开，制定本办法。</p>
                        <p>（一）公开事项；</p>
                        <p>第二条　本办法自公布之日起施行。</p>""");
    }

    @Test
    void tablesKeepTheirSpansAndHeads() throws IOException {
        String table =
                "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
                        + cell("<w:gridSpan w:val=\"2\"/>", "单位")
                        + cell("", "电话")
                        + "</w:tr><w:tr>"
                        + cell("<w:vMerge w:val=\"restart\"/>", "区政府")
                        + cell("", "办公室")
                        + cell("", "1")
                        + "</w:tr><w:tr>"
                        + cell("<w:vMerge/>", "")
                        + cell("", "信访局")
                        + cell("", "2")
                        + "</w:tr></w:tbl>";

        assertThat(read(Docx.of(p("下表。") + table)).body())
                .isEqualTo(
                        "<p>下表。</p>\n<table><thead><tr><th colspan=\"2\">单位</th><th>电话</th></tr></thead>"
                                + "<tbody><tr><td rowspan=\"2\">区政府</td><td>办公室</td><td>1</td></tr>"
                                + "<tr><td>信访局</td><td>2</td></tr></tbody></table>");
    }

    @Test
    void whatNobodyWasToSeeStaysOutAndIsReported() throws IOException {
        Proposal proposal =
                read(
                        Docx.of(
                                        "<w:p>"
                                                + r("公开")
                                                + "<w:del w:author=\"张三\"><w:r><w:delText>机密</w:delText></w:r></w:del>"
                                                + "<w:ins w:author=\"张三\">"
                                                + r("内容")
                                                + "</w:ins>"
                                                + "<w:moveFrom w:author=\"李四\">"
                                                + r("旧处")
                                                + "</w:moveFrom>"
                                                + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
                                                + "<w:r><w:commentReference w:id=\"0\"/></w:r>"
                                                + r("。")
                                                + "</w:p>"
                                                + p(style("gone"), "隐藏段落")
                                                + p(style("toc"), "目录行 3"))
                                .withStyles()
                                .part(
                                        "word/comments.xml",
                                        "<w:comments><w:comment w:id=\"0\" w:author=\"王五\">"
                                                + p("别发")
                                                + "</w:comment></w:comments>")
                                .part(
                                        "docProps/core.xml",
                                        "<cp:coreProperties><dc:creator>张三</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy></cp:coreProperties>"));

        assertThat(proposal.body()).isEqualTo("<p>公开内容。</p>");
        assertThat(proposal.warnings())
                .containsExactly(
                        "1 × a comment in it was left out.",
                        "2 × a tracked deletion in it was left out.",
                        "1 × a tracked insertion in it was taken as accepted.",
                        "2 × hidden text in it was left out.",
                        "2 × a person's name in its properties was left out.",
                        "Its table of contents was left out.");
        assertThat(proposal.toString()).doesNotContain("张三", "李四", "王五", "机密", "别发");
    }

    @Test
    void notesLinksFormatsAndFieldsAreKept() throws IOException {
        Proposal proposal =
                read(
                        Docx.of(
                                        "<w:p><w:r><w:rPr><w:b/><w:i w:val=\"0\"/><w:color w:val=\"FF0000\"/></w:rPr><w:t>重点</w:t></w:r>"
                                                + "<w:hyperlink r:id=\"L\">"
                                                + r("网站")
                                                + "</w:hyperlink>"
                                                + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.gov.cn/a\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                                                + r("域")
                                                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
                                                + "<w:r><w:footnoteReference w:id=\"7\"/></w:r><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>")
                                .part(
                                        "word/_rels/document.xml.rels",
                                        "<Relationships xmlns=\"x\"><Relationship Id=\"L\" Target=\"https://example.gov.cn/\" TargetMode=\"External\"/></Relationships>")
                                .part(
                                        "word/footnotes.xml",
                                        "<w:footnotes><w:footnote w:id=\"-1\">"
                                                + p("分隔")
                                                + "</w:footnote><w:footnote w:id=\"7\">"
                                                + p("注释。")
                                                + "</w:footnote></w:footnotes>"));

        assertThat(proposal.body())
                .isEqualTo(
                        "<p><span class=\"ink-red\"><strong>重点</strong></span>"
                                + "<a href=\"https://example.gov.cn/\" rel=\"noopener noreferrer\">网站</a>"
                                + "<a href=\"https://example.gov.cn/a\" rel=\"noopener noreferrer\">域</a>"
                                + "<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup>甲<br>乙</p>\n"
                                + "<section class=\"footnotes\"><ol><li id=\"fn-1\">注释。 <a href=\"#fnref-1\">↩</a></li></ol></section>");
    }

    @Test
    void picturesBecomeAssetsAndTextBoxesParagraphsOnce() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        String drawing =
                "<w:r><w:drawing><wp:inline><wp:docPr descr=\"%s\"/><a:blip r:embed=\"P\"/></wp:inline></w:drawing></w:r>";
        String box =
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>%1$s</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>%1$s</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
                        .formatted(p("框内"));
        Proposal proposal =
                read(
                        Docx.of(
                                        "<w:p>"
                                                + r("图：")
                                                + drawing.formatted("image1.png")
                                                + box
                                                + "</w:p><w:p>"
                                                + drawing.formatted("大厅的照片")
                                                + "</w:p>")
                                .part(
                                        "word/_rels/document.xml.rels",
                                        "<Relationships xmlns=\"x\"><Relationship Id=\"P\" Target=\"media/image1.png\"/></Relationships>")
                                .part("word/media/image1.png", png.toByteArray()));

        String source = "<img src=\"asset:" + Digest.of(png.toByteArray()) + "\"";
        assertThat(proposal.pictures()).hasSize(1);
        assertThat(proposal.body())
                .isEqualTo(
                        "<p>图："
                                + source
                                + "></p>\n<p>框内</p>\n<p>"
                                + source
                                + " alt=\"大厅的照片\"></p>");
        assertThat(proposal.warnings())
                .containsExactly(
                        "1 pictures came with it and need a text that says what they show.",
                        "1 pictures came with a text that says what they show; check it.");
    }

    @Test
    void externalEntitiesAndEndlessNestingAreRefused() throws IOException {
        Path entity =
                Docx.of("")
                        .part(
                                "word/document.xml",
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><document><body><p><r><t>&e;</t></r></p></body></document>"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .write(directory.resolve("entity.docx"));
        Path deep =
                Docx.of("<w:tbl><w:tr><w:tc>".repeat(100_000))
                        .write(directory.resolve("deep.docx"));

        assertThatThrownBy(() -> importer.read(entity, "实体.docx", pictures))
                .isInstanceOf(FileRefused.class);
        assertThatThrownBy(() -> importer.read(deep, "深.docx", pictures))
                .isInstanceOf(FileRefused.class);
    }

    private Proposal read(Docx docx) throws IOException {
        return importer.read(docx.write(directory.resolve("文.docx")), "文.docx", pictures);
    }

    private static String cell(String properties, String text) {
        return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text) + "</w:tc>";
    }

    /** 1: 1. a.; 2: bullets; 3: 第一条, （一）; 4: 1 from the beginning. */
    private static Docx numbering(Docx docx) {
        String level =
                "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/></w:lvl>";
        return docx.part(
                "word/numbering.xml",
                "<w:numbering><w:abstractNum w:abstractNumId=\"0\">"
                        + level.formatted(0, "decimal", "%1.")
                        + level.formatted(1, "lowerLetter", "%2)")
                        + "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">"
                        + level.formatted(0, "bullet", "•")
                        + "</w:abstractNum><w:abstractNum w:abstractNumId=\"2\">"
                        + level.formatted(0, "chineseCounting", "第%1条")
                        + level.formatted(1, "chineseCounting", "（%2）")
                        + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"2\"/></w:num><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>");
    }
}
