package org.gongkai.publisher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ReleaseStoreTest {
    private final Path releases;
    private final ReleaseStore store;

    ReleaseStoreTest(@TempDir Path releases) {
        this.releases = releases;
        this.store = ReleaseStore.in(releases);
    }

    @Test
    void findsEveryObjectAgainAfterReopening() {
        Manifest first = Sites.keep(store, 1, Map.of("/a.html", "one", "/b.html", "two"));
        Manifest second = Sites.keep(store, 2, Map.of("/a.html", "one", "/b.html", "three"));

        ReleaseStore reopened = ReleaseStore.in(releases);

        assertThat(reopened.numbers()).containsExactly(1L, 2L);
        assertThat(reopened.manifest(1)).contains(first);
        assertThat(reopened.manifest(2, second.root())).contains(second);
        assertThat(reopened.manifest(2, first.root())).isEmpty();
        assertThat(text(reopened, second, "/a.html")).isEqualTo("one");
        assertThat(text(reopened, second, "/b.html")).isEqualTo("three");
    }

    @Test
    void writesBytesThatAKeptReleaseHasOnlyOnce() throws IOException {
        Sites.keep(store, 1, Map.of("/a.html", "one", "/b.html", "two"));
        Sites.keep(store, 2, Map.of("/a.html", "one", "/b.html", "three", "/c.html", "three"));

        assertThat(Files.readString(releases.resolve("00000002/objects.pack")))
                .startsWith("three")
                .doesNotContain("one")
                .containsOnlyOnce("three");
    }

    @Test
    void keepsNothingOfAStreamThatIsNotWhatWasApproved() {
        Sha256 approved = Sha256.of(bytes("approved"));
        try (ReleasePack pack = store.begin(1)) {
            assertThatThrownBy(() -> pack.put(approved, stream("tampered with")))
                    .isInstanceOf(DigestMismatch.class);
            assertThat(store.holds(approved)).isFalse();
            assertThat(store.holds(Sha256.of(bytes("tampered with")))).isFalse();
            Sha256 next = pack.put(bytes("next"));
            assertThat(store.read(next)).isEqualTo(bytes("next"));
        }
    }

    @Test
    void refusesToGiveOutAnObjectThatWasDamaged() throws IOException {
        Manifest manifest = Sites.keep(store, 1, Map.of("/a.html", "one"));
        Path pack = releases.resolve("00000001/objects.pack");
        Files.writeString(pack, Files.readString(pack).replaceFirst("one", "0ne"));

        assertThatThrownBy(() -> text(store, manifest, "/a.html"))
                .isInstanceOf(DigestMismatch.class);
    }

    @Test
    void anAbandonedReleaseLeavesNothing() {
        Sha256 digest;
        try (ReleasePack pack = store.begin(1)) {
            digest = pack.put(bytes("abandoned"));
        }
        store.discard(1);

        assertThat(store.holds(digest)).isFalse();
        assertThat(store.numbers()).isEmpty();
    }

    @Test
    void retainsPacksThatKeptReleasesStillNeed() {
        Sites.keep(store, 1, Map.of("/a.html", "one", "/b.html", "two"));
        Sites.keep(store, 2, Map.of("/a.html", "only in two"));
        Sites.keep(store, 3, Map.of("/a.html", "one"));
        Manifest last = Sites.keep(store, 4, Map.of("/a.html", "one", "/c.html", "four"));

        store.retain(2);
        ReleaseStore reopened = ReleaseStore.in(releases);

        assertThat(reopened.manifest(1)).isEmpty();
        assertThat(reopened.numbers()).containsExactly(1L, 3L, 4L);
        assertThat(text(reopened, last, "/a.html")).isEqualTo("one");
        assertThat(reopened.holds(Sha256.of(bytes("only in two")))).isFalse();
    }

    @Test
    void aReleaseThatWasHalfDeletedHoldsNothingAndItsBytesAreWrittenAgain() throws IOException {
        Sites.keep(store, 1, Map.of("/a.html", "one"));
        Sites.keep(store, 2, Map.of("/a.html", "two"));
        Files.delete(releases.resolve("00000001/objects.pack"));

        ReleaseStore reopened = ReleaseStore.in(releases);
        Manifest again = Sites.keep(reopened, 3, Map.of("/a.html", "one"));

        assertThat(text(ReleaseStore.in(releases), again, "/a.html")).isEqualTo("one");
        reopened.retain(2);
        assertThat(reopened.numbers()).containsExactly(2L, 3L);
    }

    private static String text(ReleaseStore store, Manifest manifest, String path) {
        return new String(
                store.read(manifest.entry(path).orElseThrow().digest()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }
}
