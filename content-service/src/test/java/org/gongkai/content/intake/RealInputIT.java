package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.html.Active;
import org.gongkai.content.html.PlainText;
import org.gongkai.content.html.SharedInput;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real files that lie beside the repository; skipped without them. */
class RealInputIT {
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
    void everyRealRegulationConverts() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SharedInput.find("regulations"))) {
            files = all.sorted().toList();
        }
        List<String> problems = new ArrayList<>();
        int longEnough = 0;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            Proposal proposal = importer.read(file, name, directory);
            if (proposal.title().isBlank() || proposal.title().contains("#")) {
                problems.add(name + ": title " + proposal.title());
            }
            boolean named = name.matches(".*\\d{4}-\\d{2}-\\d{2}.*");
            if (proposal.date() == null
                    || (named && !name.contains(String.valueOf(proposal.date())))) {
                problems.add(name + ": date " + proposal.date());
            }
            if (!Active.contentOf(proposal.body()).isEmpty()
                    || proposal.body().contains("INFO END")) {
                problems.add(name + ": body");
            }
            longEnough += PlainText.of(proposal.body()).length() >= 1000 ? 1 : 0;
        }

        assertThat(files).hasSizeGreaterThan(800);
        assertThat(problems).isEmpty();
        assertThat((double) longEnough / files.size()).isGreaterThan(0.95);
    }

    @Test
    void theRealNoticeConverts() {
        Proposal proposal =
                importer.read(
                        SharedInput.find("notice/notice-2020-515.txt"),
                        "notice-2020-515.txt",
                        directory);

        assertThat(proposal.title()).endsWith("活动的通知").contains("办公室关于开展");
        assertThat(proposal.date()).isEqualTo(LocalDate.of(2020, 4, 29));
        assertThat(proposal.issuer()).endsWith("办公室");
        assertThat(proposal.body()).contains("<h2>一、活动主题</h2>", "<table>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "testWORD_3imgs.docx          | text",
                "testComment.docx             | text",
                "testWORD_features.docx       | text",
                "testWORD_numbered_list.docx  | text",
                "testWORD_text_box.docx       | text",
                "testWORD_multi_authors.docx  | NO_TEXT",
                "testWORD_embedded_pdf.docx   | text",
                "testWORD_docSecurity.docx    | text",
                "testWORD_no_format.doc       | text",
                "testWORD_1img.doc            | text",
                "testAnnotations.pdf          | text",
                "testPDF_bookmarks.pdf        | text",
                "testPDF_jsActionOnPage.pdf   | NO_TEXT",
                "testPDF_protected.pdf        | text",
                "testWORD_macros.docm         | UNSUPPORTED",
                "testEXCEL_macro.xlsm         | UNSUPPORTED",
                "testMP4Video.mp4             | UNSUPPORTED",
                "testMP4_udtaLocation.mp4     | UNSUPPORTED",
                "testJPEG_GEO.jpg             | UNSUPPORTED",
                "testWEBP.webp                | UNSUPPORTED",
                "testWORD_protected_passtika.docx | ENCRYPTED",
                "protectedFile.xlsx           | ENCRYPTED",
                "testPPT_EmbeddedPDF.pptx     | UNSUPPORTED",
                "testVideoMp4.mp4             | UNSUPPORTED",
                "testJPEG_EXIF.jpg            | UNSUPPORTED",
                "testHEIF.heic                | UNSUPPORTED",
                "testSVG.svg                  | UNSUPPORTED",
                "droste.zip                   | UNSUPPORTED",
                "gbk.zip                      | UNSUPPORTED",
                "testZIP_corrupted_oom.zip    | UNSUPPORTED",
                "testZipEncrypted.zip         | UNSUPPORTED",
            })
    @Timeout(60)
    void realDocumentsComeOutOrAreRefusedClearly(String name, String outcome) {
        Path file = SharedInput.find("documents/" + name);

        if (outcome.equals("text")) {
            Proposal proposal = importer.read(file, name, directory);
            assertThat(proposal.title()).isNotBlank();
            assertThat(PlainText.of(proposal.body())).isNotBlank();
            assertThat(Active.contentOf(proposal.body())).isEmpty();
        } else {
            assertThatThrownBy(() -> importer.read(file, name, directory))
                    .isInstanceOfSatisfying(
                            FileRefused.class,
                            e -> assertThat(e.reason().name()).isEqualTo(outcome))
                    .hasMessageContaining(name);
        }
    }

    @Test
    void picturesInAWordFileBecomeAssetsThatNeedATextAndCommentsStayOut() {
        Proposal pictures =
                importer.read(
                        SharedInput.find("documents/testWORD_3imgs.docx"),
                        "testWORD_3imgs.docx",
                        directory);
        Proposal comments =
                importer.read(
                        SharedInput.find("documents/testComment.docx"),
                        "testComment.docx",
                        directory);

        assertThat(pictures.pictures()).hasSize(3);
        for (Extracted.Picture picture : pictures.pictures()) {
            assertThat(pictures.body()).contains("src=\"asset:" + picture.sha256() + "\"");
        }
        assertThat(pictures.body()).contains("alt=\"A description...\"");
        assertThat(pictures.warnings()).anyMatch(warning -> warning.contains("check it"));
        assertThat(PlainText.of(comments.body())).doesNotContainIgnoringCase("comment by");
    }
}
