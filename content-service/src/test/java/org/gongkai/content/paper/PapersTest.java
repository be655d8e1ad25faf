package org.gongkai.content.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

class PapersTest {
    private static final Instant AT = Instant.parse("2020-05-07T01:00:00Z");
    private static final Clock CLOCK = Clock.fixed(AT, ZoneId.of("Asia/Shanghai"));

    @TempDir Path directory;

    @Test
    void aTemplateIsFilledAndWhatIsNotGivenStaysBlank() {
        Paper paper = list(papers(""), "关于滨海路的意见", "区司法局");

        assertThat(TestPapers.rows(paper.docx()))
                .containsExactly("序号|标题|供稿单位|栏目|附件|内容摘要（SHA-256）", "1|关于滨海路的意见|区司法局|||");
    }

    @Test
    void aValueIsNeverReadAsATemplate() {
        Paper paper = list(papers(""), "{{about}} [unit] ${count} {{items}} <b>&", "{{title}}");

        assertThat(TestPapers.rows(paper.docx()))
                .last()
                .isEqualTo("1|{{about}} [unit] ${count} {{items}} <b>&|{{title}}|||");
    }

    @Test
    void theSameValuesAreTheSameBytes() {
        assertThat(list(papers(""), "标题", "单位").docx())
                .isEqualTo(list(papers(""), "标题", "单位").docx());
    }

    @Test
    void aPdfHoldsTheWordsAndTheirFontsAndIsTheSameEveryTime() {
        TestPapers.requireSoffice();
        Papers papers = papers("");
        Paper one = list(papers, "关于滨海路的意见", "区司法局");
        Paper other = list(papers, "第二份", "区教育局");

        List<byte[]> pdf = papers.pdf(List.of(one, other));

        assertThat(TestPapers.text(pdf.getFirst())).contains("送审目录", "关于滨海路的意见");
        assertThat(TestPapers.text(pdf.getLast())).contains("第二份", "区教育局");
        assertThat(TestPapers.embeds(pdf.getFirst())).isTrue();
        assertThat(papers.pdf(List.of(one)).getFirst()).isEqualTo(pdf.getFirst());
    }

    @Test
    void withoutLibreOfficeThereIsDocxAndAWordWhy() {
        Papers papers = papers("off");
        Paper paper = list(papers, "标题", "单位");

        assertThat(papers.pdf()).isFalse();
        assertThatThrownBy(() -> papers.pdf(List.of(paper)))
                .isInstanceOf(NoPdf.class)
                .hasMessageContaining("libreoffice");
    }

    @Test
    void aLibreOfficeThatFailsOrHangsIsSaidAndStopped() throws IOException {
        Papers failing = papers(script("echo no such filter >&2; exit 1"));
        assertThatThrownBy(() -> failing.pdf(List.of(list(failing, "标题", "单位"))))
                .isInstanceOf(NoPdf.class)
                .hasMessageContaining("no such filter");

        Papers hanging =
                new Papers(
                        new Soffice(
                                new PaperSettings(script("sleep 3600"), Duration.ofMillis(300)),
                                CLOCK));
        assertThatThrownBy(() -> hanging.pdf(List.of(list(hanging, "标题", "单位"))))
                .isInstanceOf(NoPdf.class)
                .hasMessageContaining("Take the docx");
    }

    /** So that nothing in the templates is without a source. */
    @Test
    void theTemplatesAreWhatTheirProgramWrites() throws Exception {
        Path sources = above("build/paper-templates/PaperTemplates.java");
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                sources.toString(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        program.getOutputStream().close();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();

        try (var written = Files.list(directory)) {
            List<Path> templates = written.sorted().toList();
            assertThat(templates).hasSizeGreaterThan(1);
            for (Path template : templates) {
                assertThat(parts(Files.readAllBytes(template)))
                        .as(template.toString())
                        .isEqualTo(
                                parts(
                                        Files.readAllBytes(
                                                Path.of("src/main/resources/papers")
                                                        .resolve(template.getFileName()))));
            }
        }
    }

    private String script(String does) throws IOException {
        Path script = directory.resolve("soffice" + does.hashCode());
        Files.writeString(script, "#!/bin/sh\n" + does + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    private static Map<String, String> parts(byte[] zip) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                parts.put(each.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static Path above(String file) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(file))) {
                return at.resolve(file);
            }
        }
        throw new AssertionError("no " + file);
    }

    private static Papers papers(String soffice) {
        return new Papers(new Soffice(new PaperSettings(soffice, Duration.ofMinutes(2)), CLOCK));
    }

    private static Paper list(Papers papers, String title, String unit) {
        return papers.fill(
                "pack-list",
                "送审目录",
                Map.of(
                        "about",
                        "第 1 号",
                        "items",
                        List.of(Map.of("number", "1", "title", title, "unit", unit))),
                AT);
    }
}
