package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Duration;

/** What becomes of HTML that word processors write to the clipboard. */
class PasteTest {
    private static final DocumentImporter importer =
            new DocumentImporter(
                    new FileTypes(),
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(60),
                            2));

    @TempDir Path pictures;

    @Test
    void listsOfWordBecomeLists() {
        assertThat(
                        paste(
                                        item(1, 1, "1.", "甲")
                                                + item(1, 2, "a)", "甲一")
                                                + item(1, 2, "b)", "甲二")
                                                + item(1, 1, "2.", "乙")
                                                + "<p class=MsoNormal>中间。<o:p></o:p></p>"
                                                + item(2, 1, "·", "点")
                                                + item(3, 1, "一、", "汉")
                                                + item(3, 1, "二、", "字")
                                                + item(4, 1, "第一条", "文"))
                                .body())
                .isEqualTo(
                        """
                        <ol><li>甲<ol type="a"><li>甲一</li><li>甲二</li></ol></li><li>乙</li></ol>
                        <p>中间。</p>
                        <ul><li>点</li></ul>
                        <ol class="list-han"><li>汉</li><li>字</li></ol>
                        <p class="indent-1">第一条文</p>""");
    }

    @Test
    void whatNobodyWasToSeeStaysOutAndIsReported() {
        Proposal proposal =
                paste(
                        "<p>公开<del cite='mailto:张三' datetime='2020-05-12T09:00'>机密</del><ins cite='mailto:张三' datetime='2020-05-12T09:00'>内容</ins>"
                                + "<a style='mso-comment-reference:张_1;mso-comment-date:20200512'>处</a><span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[张1]</a></span>"
                                + "<span style='display:none;mso-hide:all'>看不见</span>。</p><p class=MsoToc1>目录 1</p>"
                                + "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>别发</p></div></div>");

        assertThat(proposal.body()).isEqualTo("<p>公开内容处。</p>");
        assertThat(proposal.warnings())
                .containsExactly(
                        "1 × a comment in it was left out.",
                        "1 × a tracked deletion in it was left out.",
                        "1 × a tracked insertion in it was taken as accepted.",
                        "1 × hidden text in it was left out.",
                        "Its table of contents was left out.");
    }

    @Test
    void tablesNotesAndHeadingsOfWordStay() {
        Proposal proposal =
                paste(
                        "<!--[if gte mso 9]><xml>x</xml><![endif]--><!--StartFragment--><h1>一、范围</h1>"
                                + "<table class=MsoTableGrid><tr><td colspan=2 rowspan=1><p class=MsoNormal>甲</p></td></tr><tr><td>乙</td><td>丙</td></tr></table>"
                                + "<p>要点<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a></p>"
                                + "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 注</p></div></div><!--EndFragment-->");

        assertThat(proposal.body())
                .contains("<h2>一、范围</h2>")
                .contains("<td colspan=\"2\">甲</td>")
                .contains("<section class=\"footnotes\">")
                .contains("href=\"#fn-1\"");
    }

    @Test
    void picturesInTheTextItselfBecomeAssetsAndFilesOfOthersGo() {
        Proposal proposal =
                paste(
                        "<p>图<img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='><img src='file:///C:/Users/x/1.png'></p>");

        assertThat(proposal.pictures()).hasSize(1);
        assertThat(proposal.body())
                .isEqualTo(
                        "<p>图<img src=\"asset:%s\"></p>"
                                .formatted(proposal.pictures().getFirst().sha256()));
        assertThat(proposal.warnings())
                .contains("1 × img in it cannot be taken over and was left out.");
    }

    private Proposal paste(String html) {
        return importer.paste("<html><body lang=ZH-CN>" + html + "</body></html>", pictures);
    }

    private static String item(int list, int level, String mark, String text) {
        return ("<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l%d level%d lfo%d'>"
                        + "<![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>%s<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>%s</p>")
                .formatted(list, level, list, mark, text);
    }
}
