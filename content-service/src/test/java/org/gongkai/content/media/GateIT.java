package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.html.SharedInput;
import org.gongkai.content.inspection.FileInspections;
import org.gongkai.content.scan.VirusScanner.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of each real file as an attachment, with the settings as they come; skipped without
 * the files. As articles they stand in {@code RealInputIT}.
 */
class GateIT {
    private static final MediaSettings SETTINGS = settings(MediaSettings.class);
    private static final FileTypes types = new FileTypes();
    private static final Gate gate =
            new Gate(
                    file -> new Verdict.NotAsked(),
                    FileInspections.real(),
                    settings(LibraryRules.class));

    @ParameterizedTest
    @Timeout(30)
    @CsvSource(
            delimiter = '|',
            value = {
                "droste.zip                       | UNSUPPORTED",
                "gbk.zip                          | UNSUPPORTED",
                "protectedFile.xlsx               | ENCRYPTED",
                "testAnnotations.pdf              | taken; COMMENTS, AUTHORS",
                "testComment.docx                 | taken; COMMENTS, AUTHORS",
                "testEXCEL_macro.xlsm             | UNSUPPORTED",
                "testMP4Video.mp4                 | taken",
                "testMP4_udtaLocation.mp4         | taken",
                "testPDF_bookmarks.pdf            | taken",
                "testPDF_jsActionOnPage.pdf       | ACTIVE",
                "testPDF_protected.pdf            | taken; RESTRICTED, AUTHORS",
                "testPPT_EmbeddedPDF.pptx         | taken; EMBEDDED_FILE, AUTHORS",
                "testVideoMp4.mp4                 | taken",
                "testWORD_1img.doc                | taken; AUTHORS",
                "testWORD_3imgs.docx              | taken; AUTHORS",
                "testWORD_docSecurity.docx        | taken; RESTRICTED, AUTHORS",
                "testWORD_embedded_pdf.docx       | taken; EMBEDDED_FILE, AUTHORS",
                "testWORD_features.docx           | taken; COMMENTS, TRACKED_CHANGES, HIDDEN_TEXT, AUTHORS",
                "testWORD_macros.docm             | UNSUPPORTED",
                "testWORD_multi_authors.docx      | taken; AUTHORS",
                "testWORD_no_format.doc           | ACTIVE",
                "testWORD_numbered_list.docx      | taken; COMMENTS, AUTHORS",
                "testWORD_protected_passtika.docx | ENCRYPTED",
                "testWORD_text_box.docx           | taken; AUTHORS",
                "testZIP_corrupted_oom.zip        | UNSUPPORTED",
                "testZipEncrypted.zip             | UNSUPPORTED",
            })
    void eachRealFileIsTakenOrRefused(String name, String outcome) {
        assertThat(outcome(SharedInput.find("documents/" + name), name)).isEqualTo(outcome);
    }

    @Test
    void noRealFileIsLeftOut() throws IOException, NoSuchMethodException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.list(SharedInput.find("documents"))) {
            all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.matches("(?i).*\\.(jpg|heic|svg|webp)"))
                    .forEach(files::add);
        }
        CsvSource rows =
                GateIT.class
                        .getDeclaredMethod(
                                "eachRealFileIsTakenOrRefused", String.class, String.class)
                        .getAnnotation(CsvSource.class);

        assertThat(Stream.of(rows.value()).map(row -> row.split("\\|", -1)[0].strip()))
                .containsAll(files);
    }

    @Test
    void aZipThatIsAllowedCostsNothing() {
        Path droste = SharedInput.find("documents/droste.zip");

        assertThat(gate.pass(droste, "application/zip", "droste.zip").findings())
                .containsExactly(new Finding(Finding.Kind.EMBEDDED_FILE, "droste.jpg, droste.zip"));
    }

    private static String outcome(Path file, String name) {
        try {
            String type = types.of(file, name);
            if (!SETTINGS.allowed().contains(type)) {
                return FileRefused.Reason.UNSUPPORTED.name();
            }
            List<Finding> findings = gate.pass(file, type, name).findings();
            String kinds =
                    findings.stream()
                            .map(finding -> finding.kind().name())
                            .collect(Collectors.joining(", "));
            return kinds.isEmpty() ? "taken" : "taken; " + kinds;
        } catch (FileRefused e) {
            assertThat(e).hasMessageContaining(name);
            return e.reason().name();
        }
    }

    private static <T> T settings(Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("gongkai.media", type);
    }
}
