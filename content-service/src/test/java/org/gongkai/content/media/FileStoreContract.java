package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What every file store does, wherever it keeps its bytes. */
abstract class FileStoreContract {
    @TempDir Path elsewhere;

    abstract FileStore store() throws IOException;

    @Test
    void whatIsKeptIsReadAgainListedAndRemoved() throws IOException {
        byte[] bytes = noise(300_000, 1);
        Digest digest = keep(bytes);

        assertThat(store().exists(digest)).isTrue();
        assertThat(read(digest)).isEqualTo(bytes);
        assertThat(store().open(digest).orElseThrow().contentLength()).isEqualTo(bytes.length);
        assertThat(listed()).contains(digest);

        store().remove(digest);
        store().remove(digest);

        assertThat(store().exists(digest)).isFalse();
        assertThat(store().open(digest)).isEmpty();
        assertThat(listed()).doesNotContain(digest);
    }

    @Test
    void whatIsNotKeptIsNowhere() throws IOException {
        byte[] bytes = noise(10, 2);
        try (Incoming incoming = store().receive(new ByteArrayInputStream(bytes), 10)) {
            assertThat(incoming.digest()).isEqualTo(Digest.of(bytes));
            assertThat(incoming.bytes()).isEqualTo(10);
            assertThat(incoming.path()).hasBinaryContent(bytes);
        }

        assertThat(store().exists(Digest.of(bytes))).isFalse();
        assertThatThrownBy(() -> store().receive(new ByteArrayInputStream(bytes), 9))
                .isInstanceOf(FileStore.TooManyBytes.class);
    }

    @Test
    void aFileIsAdoptedAndStaysItsOwners() throws IOException {
        byte[] bytes = noise(100_000, 3);
        Path file = Files.write(elsewhere.resolve("upload"), bytes);
        try (Incoming incoming = store().adopt(file)) {
            assertThat(incoming.digest()).isEqualTo(Digest.of(bytes));
            incoming.keep();
        }

        assertThat(file).hasBinaryContent(bytes);
        Files.delete(file);
        assertThat(read(Digest.of(bytes))).isEqualTo(bytes);
    }

    @Test
    void aRangeIsReadFromItsBeginning() throws IOException {
        byte[] bytes = noise(1 << 20, 4);
        Resource resource = store().open(keep(bytes)).orElseThrow();
        ResourceRegion region =
                HttpRange.parseRanges("bytes=700000-700009").getFirst().toResourceRegion(resource);
        assertThat(region.getCount()).isEqualTo(10);

        try (InputStream stream = resource.getInputStream()) {
            stream.skipNBytes(region.getPosition());
            assertThat(stream.readNBytes(10))
                    .as(HttpHeaders.RANGE)
                    .isEqualTo(Arrays.copyOfRange(bytes, 700_000, 700_010));
        }
    }

    @Test
    void keepingAgainIsNoError() throws IOException {
        byte[] bytes = noise(1000, 5);

        assertThat(keep(bytes)).isEqualTo(keep(bytes));

        assertThat(listed()).containsOnlyOnce(Digest.of(bytes));
        store().each((digest, kept) -> assertThat(kept).isAfter(Instant.EPOCH));
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        assertThat(read(keep(new byte[0]))).isEmpty();
    }

    private Digest keep(byte[] bytes) throws IOException {
        try (Incoming incoming = store().receive(new ByteArrayInputStream(bytes), bytes.length)) {
            incoming.keep();
            return incoming.digest();
        }
    }

    private byte[] read(Digest digest) throws IOException {
        try (InputStream bytes = store().open(digest).orElseThrow().getInputStream()) {
            return bytes.readAllBytes();
        }
    }

    private List<Digest> listed() throws IOException {
        List<Digest> digests = new ArrayList<>();
        store().each((digest, kept) -> digests.add(digest));
        return digests;
    }

    static byte[] noise(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
