package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.archive.WarcArchive;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.render.SiteIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.Warcinfo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A release as a web archive, read back by another's reader. */
class ArchiveTest {
    private static final String ORIGIN = "https://www.example.org";
    private static final SiteIdentity IDENTITY =
            new SiteIdentity(ORIGIN, "示例区人民政府", "", "bm01000001", "", "", null, false);

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final Draft bus = InMemoryContent.draft("公交");
    private final Draft list = InMemoryContent.draft("王小明");
    private final Path directory;
    private final Rig rig;

    ArchiveTest(@TempDir Path directory) {
        this.directory = directory;
        rig =
                new Rig(
                        directory,
                        content,
                        new InMemoryLedger(content, clock),
                        new InMemoryIndex(),
                        new TinyRenderer(),
                        clock,
                        Rig.inMemory(),
                        (step, done) -> {});
    }

    /** What an archive holds, read with every block digest checked. */
    private record Read(
            Map<String, String> information,
            Map<String, Answer> answers,
            Map<String, Map<String, String>> described,
            int records) {}

    private record Answer(int status, String type, String etag, Sha256 bytes, String payload) {}

    @Test
    void everyFileOfTheReleaseIsThereWithTheAnswerThatReadersGet() throws IOException {
        publishBoth();
        content.withdraw(list.document(), list.path(), clock.instant());
        rig.job.release("tester");
        Manifest shown = rig.shown();

        Read read = read(archive(shown));

        Map<String, Answer> expected = new TreeMap<>();
        shown.forEachFile((path, entry) -> expected.put(url(path), answer(entry)));
        assertThat(read.answers()).isEqualTo(expected);
        assertThat(read.answers().values()).extracting(Answer::status).contains(200, 404, 410);
        assertThat(read.records()).isEqualTo(1 + expected.size() + 1);
        assertThat(read.information())
                .containsEntry("release", "2")
                .containsEntry("records", Integer.toString(read.records()))
                .containsEntry("manifest", "sha256:" + shown.root().hex())
                .containsEntry("isPartOf", "政务公开日")
                .containsEntry("format", "WARC file version 1.1")
                .doesNotContainKey("leftOut");
    }

    @Test
    void everyDocumentsPageIsDescribed() throws IOException {
        content.approve(
                bus.with("fields", Map.of("documentNumber", "示政发〔2020〕5号", "source", "办公室"))
                        .with("tags", List.of("公共\r\n交通")));
        rig.job.release("tester");

        Map<String, String> page =
                Objects.requireNonNull(
                        read(archive(rig.shown())).described().get(ORIGIN + bus.path()));

        assertThat(page)
                .containsEntry("title", "关于公交的公告")
                .containsEntry("siteName", "示例区人民政府")
                .containsEntry("siteIDCode", "bm01000001")
                .containsEntry("documentNumber", "示政发〔2020〕5号")
                .containsEntry("subject", "公共 交通")
                .containsEntry("language", "zh")
                .containsEntry("identifier", "urn:uuid:" + bus.document())
                .containsKeys("creator", "publisher", "column", "columnType", "edition")
                .doesNotContainKey("modified");
        assertThat(page.get("issued")).endsWith("+08:00");
    }

    @Test
    void theSameReleaseGivesTheSameBytes() throws IOException {
        publishBoth();

        assertThat(archive(rig.shown())).isEqualTo(archive(rig.shown()));
    }

    @Test
    void whatWasErasedIsLeftOutAndNamed() throws IOException {
        publishBoth();
        Manifest first = rig.shown();
        Sha256 form = Objects.requireNonNull(first.documents().get(list.document())).digest();
        content.withdraw(list.document(), list.path(), clock.instant());
        rig.job.release("tester");
        rig.job.erase(new Erasure(list.document(), list.path(), 2, Set.of(form), Set.of()));

        byte[] archive = archive(first);

        Read read = read(archive);
        assertThat(read.answers()).doesNotContainKey(url(list.path() + "index.html"));
        assertThat(read.answers()).containsKey(url(bus.path() + "index.html"));
        assertThat(read.described()).containsOnlyKeys(url(bus.path() + "index.html"));
        assertThat(read.information().get("leftOut")).contains(ORIGIN + list.path());
        assertThat(read.information()).containsEntry("records", Integer.toString(read.records()));
        read.answers().forEach((url, answer) -> assertThat(answer.payload()).doesNotContain("王小明"));
    }

    @Test
    void aReleaseThatLostBytesOrWasDamagedIsNoArchive() throws IOException {
        publishBoth();
        Manifest shown = rig.shown();
        Path pack = directory.resolve("releases/00000001/objects.pack");
        byte[] bytes = Files.readAllBytes(pack);
        bytes[10] ^= 1;
        Files.write(pack, bytes);

        assertThatThrownBy(() -> archive(shown)).isInstanceOf(DigestMismatch.class);
        rig.store.discard(1);
        assertThatThrownBy(() -> archive(shown))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Release 1 cannot be archived")
                .hasMessageContaining("restore them from a backup");
    }

    @Test
    void largeMediaPassThroughInSmallPieces() throws IOException {
        byte[] video = new byte[16 << 20];
        new Random(7).nextBytes(video);
        Sha256 film = content.asset(video);
        content.approve(bus.using(film, "ATTACHMENT", "application/octet-stream", "片.bin", "片"));
        rig.job.release("tester");
        Largest largest = new Largest();

        new WarcArchive(rig.shown(), rig.store, IDENTITY).writeTo(largest);

        assertThat(largest.written).isGreaterThan(video.length);
        assertThat(largest.atOnce).isLessThan(1 << 17);
    }

    private void publishBoth() {
        content.approve(bus);
        content.approve(list);
        rig.job.release("tester");
    }

    private byte[] archive(Manifest manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new WarcArchive(manifest, rig.store, IDENTITY).writeTo(out);
        return out.toByteArray();
    }

    private Answer answer(Entry entry) {
        return new Answer(
                entry.status(),
                entry.type(),
                "\"" + entry.digest().hex().substring(0, 32) + "\"",
                entry.digest(),
                new String(rig.store.read(entry.digest()), UTF_8));
    }

    private static String url(String path) {
        return ORIGIN + path.replaceFirst("/index\\.html$", "/");
    }

    private static Read read(byte[] archive) throws IOException {
        Read read = new Read(new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>(), 0);
        int records = 0;
        try (WarcReader reader = new WarcReader(new ByteArrayInputStream(archive))) {
            reader.calculateBlockDigest();
            for (WarcRecord record : reader) {
                records++;
                assertThat(record.version()).isEqualTo(MessageVersion.WARC_1_1);
                switch (record) {
                    case Warcinfo information ->
                            read.information()
                                    .putAll(fields(information.body().stream().readAllBytes()));
                    case WarcMetadata about ->
                            read.described()
                                    .put(
                                            about.target(),
                                            fields(about.body().stream().readAllBytes()));
                    case WarcResponse response ->
                            read.answers().put(response.target(), answer(response));
                    default -> throw new AssertionError(record.type());
                }
                assertThat(record.calculatedBlockDigest()).isEqualTo(record.blockDigest());
            }
        }
        return new Read(read.information(), read.answers(), read.described(), records);
    }

    private static Answer answer(WarcResponse response) throws IOException {
        byte[] bytes = response.payload().orElseThrow().body().stream().readAllBytes();
        Sha256 digest = Sha256.of(bytes);
        assertThat(response.payloadDigest().orElseThrow().hex()).isEqualTo(digest.hex());
        var headers = response.http().headers();
        assertThat(headers.first("Content-Length")).contains(Integer.toString(bytes.length));
        return new Answer(
                response.http().status(),
                headers.first("Content-Type").orElseThrow(),
                headers.first("ETag").orElseThrow(),
                digest,
                new String(bytes, UTF_8));
    }

    private static Map<String, String> fields(byte[] block) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : new String(block, UTF_8).split("\r\n")) {
            String[] sides = line.split(": ", 2);
            fields.merge(sides[0], sides[1], (one, other) -> one + "\n" + other);
        }
        return fields;
    }

    /** Forgets what it is given, but for the most that came at once. */
    private static final class Largest extends OutputStream {
        private long written;
        private int atOnce;

        @Override
        public void write(int one) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            written += length;
            atOnce = Math.max(atOnce, length);
        }
    }
}
