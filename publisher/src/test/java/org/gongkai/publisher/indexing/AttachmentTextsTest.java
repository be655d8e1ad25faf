package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What attachments say can be found, and no file of theirs does harm. */
class AttachmentTextsTest {
    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    @TempDir Path directory;

    @Test
    void aDocumentSaysWhatItsReadersSee() throws IOException {
        Sha256 file =
                keep(
                        docx(
                                "<w:p><w:r><w:t>犬只登记申请表</w:t></w:r></w:p><w:p><w:del w:id=\"1\"><w:r>"
                                        + "<w:delText>旧办法</w:delText></w:r></w:del></w:p>"));

        assertThat(new AttachmentTexts(store()).of(file, DOCX)).isEqualTo("犬只登记申请表");
    }

    @Test
    void aTextIsReadOnceAndForgottenWhenItsFileIsErased() throws IOException {
        Sha256 file = keep("甲乙丙".getBytes(StandardCharsets.UTF_8));
        AtomicInteger read = new AtomicInteger();
        AttachmentTexts texts =
                new AttachmentTexts(
                        store(),
                        (bytes, type) ->
                                new String(bytes, StandardCharsets.UTF_8) + read.incrementAndGet(),
                        Duration.ofMinutes(1));

        assertThat(texts.of(file, "text/plain")).isEqualTo("甲乙丙1");
        assertThat(texts.of(file, "text/plain")).isEqualTo("甲乙丙1");
        texts.forget(List.of(file));

        assertThat(kept()).isEmpty();
        assertThat(texts.of(file, "text/plain")).isEqualTo("甲乙丙2");
    }

    @Test
    void whatCannotBeReadOrNotInTimeHasNoText() throws IOException {
        Sha256 broken = keep("PK\u0003\u0004 nothing more".getBytes(StandardCharsets.UTF_8));
        assertThat(new AttachmentTexts(store()).of(broken, DOCX)).isEmpty();

        CountDownLatch never = new CountDownLatch(1);
        Sha256 endless = keep("endless".getBytes(StandardCharsets.UTF_8));
        AttachmentTexts texts =
                new AttachmentTexts(
                        store(),
                        (bytes, type) -> {
                            never.await();
                            return "";
                        },
                        Duration.ofMillis(50));
        assertThat(texts.of(endless, "text/plain")).isEmpty();
        assertThat(texts.of(Sha256.of(new byte[] {1}), "text/plain"))
                .as("what the store does not hold")
                .isEmpty();
    }

    @Test
    void ofVeryLongTextsTheBeginningIsRead() throws IOException {
        Sha256 file = keep("甲乙丙丁。".repeat(100_000).getBytes(StandardCharsets.UTF_8));

        assertThat(new AttachmentTexts(store()).of(file, "text/plain"))
                .hasSize(AttachmentTexts.LONGEST)
                .startsWith("甲乙丙丁。");
    }

    @Test
    void filesInsideAFileAreLeftOut() throws IOException {
        byte[] archive = zip(Map.of("inner.txt", "里面的文字".getBytes(StandardCharsets.UTF_8)));

        assertThat(new AttachmentTexts(store()).of(keep(archive), "application/zip"))
                .doesNotContain("里面的文字");
    }

    private ReleaseStore store() {
        return ReleaseStore.in(directory);
    }

    private int packs;

    private Sha256 keep(byte[] bytes) {
        try (ReleasePack pack = store().begin(++packs)) {
            Sha256 digest = pack.put(bytes);
            pack.seal();
            return digest;
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("texts"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] docx(String paragraphs) throws IOException {
        return zip(
                Map.of(
                        "[Content_Types].xml",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                        <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                        </Types>
                        """
                                .getBytes(StandardCharsets.UTF_8),
                        "_rels/.rels",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                        <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
                        </Relationships>
                        """
                                .getBytes(StandardCharsets.UTF_8),
                        "word/document.xml",
                        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document"
                                        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                                        + paragraphs
                                        + "</w:body></w:document>")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
