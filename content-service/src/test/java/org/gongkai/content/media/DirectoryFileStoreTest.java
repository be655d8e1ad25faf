package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.canonical.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class DirectoryFileStoreTest extends FileStoreContract {
    private static final Clock NOW =
            Clock.fixed(Instant.parse("2020-04-26T02:00:00Z"), ZoneOffset.UTC);

    @TempDir Path root;
    private DirectoryFileStore store;

    @Override
    FileStore store() {
        return store;
    }

    @BeforeEach
    void open() throws IOException {
        store = new DirectoryFileStore(root, NOW);
    }

    @Test
    void keepsBytesUnderTheirDigest() throws IOException {
        try (Incoming incoming = store.receive(bytes("政务公开"), 100)) {
            assertThat(incoming.digest()).isEqualTo(Digest.of(utf8("政务公开")));
            assertThat(incoming.bytes()).isEqualTo(12);
            assertThat(store.exists(incoming.digest())).isFalse();
            incoming.keep();
        }

        Digest digest = Digest.of(utf8("政务公开"));
        assertThat(store.open(digest).orElseThrow().getContentAsByteArray())
                .isEqualTo(utf8("政务公开"));
        assertThat(root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex())).exists();
        assertThat(listed()).containsExactly(digest);
    }

    @Test
    void forgetsWhatIsNotKept() throws IOException {
        try (Incoming incoming = store.receive(bytes("x"), 100)) {
            assertThat(incoming.path()).exists();
        }

        assertThat(everyFile()).isEmpty();
    }

    @Test
    void leavesNothingOfWhatIsTooLargeOrBreaksOff() {
        InputStream broken =
                new InputStream() {
                    private int left = 100_000;

                    @Override
                    public int read() throws IOException {
                        if (left-- > 0) {
                            return 'x';
                        }
                        throw new IOException("connection reset");
                    }
                };

        assertThatThrownBy(() -> store.receive(bytes("123456"), 5))
                .isInstanceOf(FileStore.TooManyBytes.class);
        assertThatThrownBy(() -> store.receive(broken, 1_000_000)).hasMessage("connection reset");
        assertThat(everyFile()).isEmpty();
    }

    @Test
    void removesAtStartWhatACrashLeftHalfReceived() throws IOException {
        store.receive(bytes("half"), 100);
        assertThat(everyFile()).hasSize(1);

        new DirectoryFileStore(root, NOW);

        assertThat(everyFile()).isEmpty();
    }

    @Test
    void theSameBytesAtTheSameTimeAreKeptOnce() throws Exception {
        List<Callable<Digest>> uploads = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String content = "content " + i % 4;
            uploads.add(
                    () -> {
                        try (Incoming incoming = store.receive(bytes(content), 100)) {
                            incoming.keep();
                            return incoming.digest();
                        }
                    });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Digest> upload : threads.invokeAll(uploads)) {
                assertThat(store.open(upload.get())).isPresent();
            }
        }

        assertThat(everyFile()).hasSize(4);
    }

    @Test
    void keepingAgainRenewsTheTimeThatTheSweepGoesBy() throws IOException {
        keep("x");
        DirectoryFileStore later =
                new DirectoryFileStore(
                        root, Clock.fixed(Instant.parse("2020-05-15T00:00:00Z"), ZoneOffset.UTC));
        try (Incoming incoming = later.receive(bytes("x"), 100)) {
            incoming.keep();
        }

        store.each(
                (digest, kept) ->
                        assertThat(kept).isEqualTo(Instant.parse("2020-05-15T00:00:00Z")));
    }

    private void keep(String content) throws IOException {
        try (Incoming incoming = store.receive(bytes(content), 100)) {
            incoming.keep();
        }
    }

    private List<Digest> listed() throws IOException {
        List<Digest> digests = new ArrayList<>();
        store.each((digest, kept) -> digests.add(digest));
        return digests;
    }

    private List<Path> everyFile() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
