package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What becomes of an odt, exactly. */
class OdtReaderTest {
    private static final String TYPE = "application/vnd.oasis.opendocument.text";
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
    void headingsListsTablesNotesAndFormatsAreKept() throws IOException {
        Proposal proposal =
                read(
                        """
                        <style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
                        <style:style style:name="C" style:parent-style-name="Title"/>
                        <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."/><text:list-level-style-bullet text:level="2"/></text:list-style>
                        """,
                        """
                        <text:p text:style-name="C">公开指南</text:p>
                        <text:h text:outline-level="1">总则</text:h>
                        <text:p>要<text:span text:style-name="B">公开</text:span>。<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注释。</text:p></text:note-body></text:note></text:p>
                        <text:list text:style-name="L"><text:list-item><text:p>甲</text:p><text:list><text:list-item><text:p>甲一</text:p></text:list-item></text:list></text:list-item></text:list>
                        <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>单位</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>区</text:p></table:table-cell><table:table-cell><text:p>办</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>局</text:p></table:table-cell></table:table-row></table:table>
                        """);

        assertThat(proposal.title()).isEqualTo("公开指南");
        assertThat(proposal.body())
                .isEqualTo(
                        """
                        <h2>总则</h2>
                        <p>要<strong>公开</strong>。<sup id="fnref-1"><a href="#fn-1">1</a></sup></p>
                        <ol class="list-han"><li>甲<ul><li>甲一</li></ul></li></ol>
                        <table><thead><tr><th colspan="2">单位</th></tr></thead><tbody><tr><td rowspan="2">区</td><td>办</td></tr><tr><td>局</td></tr></tbody></table>
                        <section class="footnotes"><ol><li id="fn-1">注释。 <a href="#fnref-1">↩</a></li></ol></section>""");
    }

    @Test
    void whatNobodyWasToSeeStaysOutAndIsReported() throws IOException {
        Proposal proposal =
                read(
                        """
                        <style:style style:name="H"><style:text-properties text:display="none"/></style:style>
                        """,
                        """
                        <text:tracked-changes><text:changed-region text:id="1"><text:deletion><office:change-info><dc:creator>张三</dc:creator></office:change-info><text:p>机密</text:p></text:deletion></text:changed-region></text:tracked-changes>
                        <text:p>公开<text:change text:change-id="1"/>内容<office:annotation><dc:creator>王五</dc:creator><text:p>别发</text:p></office:annotation><text:span text:style-name="H">看不见</text:span>。</text:p>
                        <text:p text:style-name="H">隐藏段落</text:p>
                        """);

        assertThat(proposal.body()).isEqualTo("<p>公开内容。</p>");
        assertThat(proposal.warnings())
                .containsExactly(
                        "1 × a comment in it was left out.",
                        "1 × a tracked deletion in it was left out.",
                        "2 × hidden text in it was left out.",
                        "1 × a person's name in its properties was left out.");
        assertThat(proposal.toString()).doesNotContain("张三", "王五", "李四", "机密", "别发");
    }

    private Proposal read(String styles, String text) throws IOException {
        Path file = directory.resolve("文.odt");
        String namespaces =
                " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:s\" xmlns:text=\"urn:t\" xmlns:table=\"urn:b\" xmlns:fo=\"urn:f\" xmlns:dc=\"urn:d\" xmlns:meta=\"urn:m\"";
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
            ZipEntry first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED);
            first.setSize(type.length);
            CRC32 sum = new CRC32();
            sum.update(type);
            first.setCrc(sum.getValue());
            out.putNextEntry(first);
            out.write(type);
            out.putNextEntry(new ZipEntry("content.xml"));
            out.write(
                    ("<office:document-content"
                                    + namespaces
                                    + "><office:automatic-styles>"
                                    + styles
                                    + "</office:automatic-styles><office:body><office:text>"
                                    + text
                                    + "</office:text></office:body></office:document-content>")
                            .getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("meta.xml"));
            out.write(
                    ("<office:document-meta"
                                    + namespaces
                                    + "><office:meta><meta:initial-creator>李四</meta:initial-creator></office:meta></office:document-meta>")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return importer.read(file, "文.odt", pictures);
    }
}
