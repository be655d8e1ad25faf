package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What attachments say can be found, and no file of theirs does harm. */
class AttachmentTextsTest {
    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Path directory;
    private final ReleaseStore store;

    AttachmentTextsTest(@TempDir Path directory) {
        this.directory = directory;
        this.store = ReleaseStore.in(directory);
    }

    @Test
    void aDocumentSaysWhatItsReadersSee() throws IOException {
        Sha256 file =
                keep(
                        docx(
                                "<w:p><w:r><w:t>犬只登记申请表</w:t></w:r></w:p><w:p><w:del w:id=\"1\"><w:r>"
                                        + "<w:delText>旧办法</w:delText></w:r></w:del></w:p>"));

        assertThat(new AttachmentTexts(store).of(file, DOCX)).isEqualTo("犬只登记申请表");
    }

    @Test
    void aTextIsReadOnceAndForgottenWhenItsFileIsErased() throws IOException {
        Sha256 file = keep("甲乙丙".getBytes(StandardCharsets.UTF_8));
        AtomicInteger read = new AtomicInteger();
        AttachmentTexts texts =
                new AttachmentTexts(
                        store,
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
        assertThat(new AttachmentTexts(store).of(broken, DOCX)).isEmpty();

        CountDownLatch never = new CountDownLatch(1);
        Sha256 endless = keep("endless".getBytes(StandardCharsets.UTF_8));
        AttachmentTexts texts =
                new AttachmentTexts(
                        store,
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
    void filesThatDoNotComeToAnEndSilenceNoOtherForGood() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        AttachmentTexts texts =
                texts(
                        Duration.ofSeconds(1),
                        bytes -> {
                            if (bytes.startsWith("endless")) {
                                awaitWhateverHappens(end);
                            }
                            return bytes;
                        });
        Sha256 file = keep("甲乙丙".getBytes(StandardCharsets.UTF_8));

        for (String endless : List.of("endless 1", "endless 2")) {
            assertThat(texts.of(keep(endless.getBytes(StandardCharsets.UTF_8)), "text/plain"))
                    .isEmpty();
        }
        assertThat(texts.of(file, "text/plain")).isEmpty();
        assertThat(kept()).as("what is not to be tried again").hasSize(2);

        end.countDown();
        await().until(() -> texts.of(file, "text/plain").equals("甲乙丙"));
    }

    @Test
    void whatIsNotTheFaultOfAFileIsTriedAgain() throws IOException {
        byte[] bytes = "甲乙丙".getBytes(StandardCharsets.UTF_8);
        AtomicInteger tries = new AtomicInteger();
        AttachmentTexts texts =
                texts(
                        Duration.ofMinutes(1),
                        text -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new OutOfMemoryError("others have it");
                            }
                            return text;
                        });

        assertThat(texts.of(Sha256.of(bytes), "text/plain")).as("not held yet").isEmpty();
        Sha256 file = keep(bytes);
        assertThat(texts.of(file, "text/plain")).as("no memory left").isEmpty();
        assertThat(texts.of(file, "text/plain")).isEqualTo("甲乙丙");
    }

    @Test
    void nothingIsKeptOfAFileThatIsErasedWhileItIsRead() throws IOException {
        Sha256 file = keep("甲乙丙".getBytes(StandardCharsets.UTF_8));
        AtomicReference<AttachmentTexts> texts = new AtomicReference<>();
        texts.set(
                new AttachmentTexts(
                        store,
                        (bytes, type) -> {
                            store.discard(packs);
                            texts.get().forget(List.of(file));
                            return "甲乙丙";
                        },
                        Duration.ofMinutes(1)));

        assertThat(texts.get().of(file, "text/plain")).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatAnInterruptedProcessOrAnEarlierVersionWroteIsDeletedToo() throws IOException {
        Sha256 file = keep("甲乙丙".getBytes(StandardCharsets.UTF_8));
        Path texts = directory.resolve("texts");
        Path earlier = texts.resolve(file.hex().substring(0, 2)).resolve(file.hex() + ".0.txt");
        Files.createDirectories(earlier.getParent());
        Files.writeString(earlier, "甲乙丙");
        Files.writeString(texts.resolve("text123.new"), "甲乙");

        AttachmentTexts started = new AttachmentTexts(store);
        assertThat(kept()).containsExactly(earlier);
        started.forget(List.of(file));
        assertThat(kept()).isEmpty();
    }

    @Test
    void ofVeryLongTextsTheBeginningIsRead() throws IOException {
        Sha256 file = keep("甲乙丙丁。".repeat(100_000).getBytes(StandardCharsets.UTF_8));

        assertThat(new AttachmentTexts(store).of(file, "text/plain"))
                .hasSize(AttachmentTexts.LONGEST)
                .startsWith("甲乙丙丁。");
    }

    @Test
    void filesInsideAFileAreLeftOut() throws IOException {
        byte[] archive = zip(Map.of("inner.txt", "里面的文字".getBytes(StandardCharsets.UTF_8)));

        assertThat(new AttachmentTexts(store).of(keep(archive), "application/zip"))
                .doesNotContain("里面的文字");
    }

    private interface Reader {
        String read(String text) throws Exception;
    }

    private AttachmentTexts texts(Duration patience, Reader reader) {
        return new AttachmentTexts(
                store,
                (bytes, type) -> reader.read(new String(bytes, StandardCharsets.UTF_8)),
                patience);
    }

    private static void awaitWhateverHappens(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                // as a parser that does not look
            }
        }
    }

    private int packs;

    private Sha256 keep(byte[] bytes) {
        try (ReleasePack pack = store.begin(++packs)) {
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
