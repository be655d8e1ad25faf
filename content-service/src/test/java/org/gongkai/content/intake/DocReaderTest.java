package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * What becomes of one guide with everything in it, as LibreOffice 7.4 saved it as doc and as RTF:
 * the same, but for what that leaves out when it saves.
 */
class DocReaderTest {
    private static final DocumentImporter importer =
            new DocumentImporter(
                    new FileTypes(),
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(60),
                            2));

    private static final String BODY =
            """
            <h2>第一部分</h2>
            <h3>第一节</h3>
            <p>正文有<strong>粗体</strong><em>斜体</em><u>下划</u><span class="ink-red">红</span>H<sub>2</sub>O<sup id="fnref-1"><a href="#fn-1">1</a></sup>，又有<sup id="fnref-2"><a href="#fn-2">2</a></sup>。</p>
            <p>公开内容处。</p>
            <p>见<a href="https://example.gov.cn/" rel="noopener noreferrer">网站</a>与<a href="#at-here">此处</a>甲<br>乙</p>
            <ol><li>甲<ol type="a"><li>甲一</li><li>甲二</li></ol></li><li>乙</li></ol>
            <p>中间。</p>
            <ol start="3"><li>丙</li></ol>
            <ul><li>点<ul><li>点点</li></ul></li></ul>
            <ol><li>重来</li></ol>
            <p>第一条　为了公开。</p>
            <p>（一）公开事项；</p>
            <p>第二条　本办法施行。</p>
            <table>HEAD<tr><td rowspan="2">区政府</td><td>办公室</td><td>1</td></tr><tr><td>信访局</td><td>2</td></tr><tr><td>街道</td><td colspan="2"><p>前</p><table><tbody><tr><td>内一</td><td>内二</td></tr></tbody></table><p>后</p></td></tr></tbody></table>
            <p id="at-here">图：<img src="asset:9df02e96f3fbc47b466c27d5f57383e46f9c3459413726da6fcef0e07b13d2a7"ALT></p>
            <p class="align-center">居中</p>
            <p class="indent-2">缩进</p>
            <hr class="page-break">
            <p>新页</p>
            <p class="align-right">某区人民政府</p>
            <p class="align-right">2020年5月12日</p>
            <section class="footnotes"><ol><li id="fn-1">脚注。 <a href="#fnref-1">↩</a></li><li id="fn-2">尾注。 <a href="#fnref-2">↩</a></li></ol></section>""";

    @TempDir Path directory;

    @Test
    void aDocBecomesWhatItsDocxWould() throws IOException {
        Proposal proposal = read("guide.doc");

        same(
                proposal,
                BODY.replace(
                                "HEAD",
                                "<thead><tr><th colspan=\"2\">单位</th><th>电话</th></tr></thead><tbody>")
                        .replace("ALT", ""),
                "1 pictures came with it and need a text that says what they show.");
    }

    @Test
    void anRtfBecomesWhatItsDocxWould() throws IOException {
        Proposal proposal = read("guide.rtf");

        same(
                proposal,
                BODY.replace("HEAD", "<tbody><tr><td colspan=\"2\">单位</td><td>电话</td></tr>")
                        .replace("ALT", " alt=\"大厅的照片\""),
                "1 pictures came with a text that says what they show; check it.");
    }

    private static void same(Proposal proposal, String body, String pictures) {
        assertThat(proposal.title()).isEqualTo("公开指南");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 5, 12));
        assertThat(proposal.pictures()).hasSize(1);
        assertThat(proposal.body()).isEqualTo(body);
        assertThat(proposal.warnings())
                .containsExactly(
                        "1 × a comment in it was left out.",
                        "1 × a tracked deletion in it was left out.",
                        "1 × a tracked insertion in it was taken as accepted.",
                        "1 × hidden text in it was left out.",
                        "2 × a person's name in its properties was left out.",
                        pictures);
        assertThat(proposal.toString()).doesNotContain("张三", "李四", "王五", "机密", "别发", "看不见");
    }

    @Test
    void aDamagedDocIsRefusedWithTheRemedy() throws IOException {
        byte[] bytes = bytes("guide.doc");
        Arrays.fill(bytes, 0x400, 0x1400, (byte) 0x7f);
        Path file = Files.write(directory.resolve("坏.doc"), bytes);

        assertThatThrownBy(() -> importer.read(file, "坏.doc", directory))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        e -> assertThat(e.reason()).isEqualTo(FileRefused.Reason.UNREADABLE))
                .hasMessageContaining("坏.doc")
                .hasMessageContaining("save it again");
    }

    private Proposal read(String name) throws IOException {
        return importer.read(
                Files.write(directory.resolve(name), bytes(name)),
                name,
                Files.createDirectory(directory.resolve("pictures")));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(
                        DocReaderTest.class.getResourceAsStream("/intake/" + name))) {
            return stream.readAllBytes();
        }
    }
}
