package org.gongkai.publisher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

class ManifestTest {
    private static final UUID HIGH = UUID.fromString("f0000000-0000-4000-8000-000000000001");
    private static final UUID LOW = UUID.fromString("10000000-0000-4000-8000-000000000002");
    private static final Instant AT = Instant.parse("2020-05-14T16:00:00Z");
    private static final Sha256 A = Sha256.of("a".getBytes(StandardCharsets.UTF_8));
    private static final Sha256 B = Sha256.of("b".getBytes(StandardCharsets.UTF_8));

    @TempDir private Path directory;
    private ReleaseStore store;
    private ReleasePack pack;

    @BeforeEach
    void open() {
        store = ReleaseStore.in(directory);
        pack = store.begin(12);
    }

    @AfterEach
    void close() {
        pack.close();
    }

    private Manifest manifest() {
        return draft().seal(words());
    }

    private ManifestDraft draft() {
        ManifestDraft draft = store.draft(null, pack);
        draft.document(HIGH, live(HIGH, null), "{}");
        draft.document(LOW, live(LOW, B), "{}");
        draft.withdrawal(
                new Withdrawal(
                        LOW, "/policy/2020/0512-3/", Withdrawal.Reason.OUTDATED, AT, HIGH, HIGH));
        draft.withdrawal(
                new Withdrawal(
                        HIGH, "/news/2020/0512-4/", Withdrawal.Reason.PRIVACY, AT, null, null));
        draft.file("/index.html", page(A));
        draft.file(
                "/media/ca97/w320.jpg",
                new Entry(
                        B,
                        1,
                        200,
                        "image/jpeg",
                        null,
                        new Derivation(A, "fit-320-jpeg-82/1", 320, 200)));
        draft.touches("/index.html", "a:frame");
        return draft;
    }

    private static Entry page(Sha256 digest) {
        return new Entry(digest, 1, 200, "text/html; charset=utf-8", HIGH, null);
    }

    private static ManifestDraft.Words words() {
        return new ManifestDraft.Words(
                12,
                AT,
                345,
                A,
                B,
                A,
                11,
                new RecordCheckpoint(7, B),
                B,
                new TreeMap<>(Map.of("frame", A)),
                new TreeMap<>(Map.of("/theme/old.css", 2)));
    }

    @Test
    void readsBackWhatItWrote() {
        Manifest made = manifest();

        Manifest read = Manifest.of(made.bytes(), store::read);

        assertThat(read.root()).isEqualTo(made.root());
        assertThat(read.head()).isEqualTo(made.head());
        assertThat(read.documents()).isEqualTo(Map.of(HIGH, live(HIGH, null), LOW, live(LOW, B)));
        assertThat(read.entries()).isEqualTo(made.entries()).hasSize(2);
        assertThat(read.withdrawals()).isEqualTo(made.withdrawals()).hasSize(2);
        assertThat(read.pages()).isEqualTo(1);
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.touches("/index.html")).contains("a:frame");
    }

    @Test
    void theHeadIsCanonicalJson() {
        Manifest made = manifest();

        assertThat(new String(made.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"aspects":{"frame":"A"},"audit":{"entries":7,"root":"B"},\
                        "configuration":"A","count":2,"documents":"%s","facts":"%s",\
                        "files":"%s","form":"gongkai-manifest/2",\
                        "instant":"2020-05-14T16:00:00Z","lastRemoval":11,"pages":1,\
                        "passing":{"/theme/old.css":2},"previous":"B","release":12,\
                        "sequence":345,"site":"A","theme":"B","touches":"%s",\
                        "withdrawals":"%s"}"""
                                .replace("\"A\"", "\"" + A + "\"")
                                .replace("\"B\"", "\"" + B + "\"")
                                .formatted(
                                        made.documents.root(),
                                        made.facts.root(),
                                        made.files.root(),
                                        made.touches.root(),
                                        made.withdrawals.root()));
    }

    @Test
    void whatIsKeptInShardsIsFoundByAnybodyWithTheRoot() {
        Manifest made = manifest();
        Sha256 place = Sha256.of("/index.html".getBytes(StandardCharsets.UTF_8));
        int shard = place.leadingBits(12);

        String node = lineOf(made.files.root(), shard / 64);
        String line = lineOf(new Sha256(node), shard % 64);

        assertThat(text(new Sha256(line)))
                .isEqualTo(
                        """
                        /index.html\t{"digest":"%s","edition":"%s","size":1,"status":200,\
                        "type":"text/html; charset=utf-8"}
                        """
                                .formatted(A, HIGH));
    }

    private String lineOf(Sha256 digest, int number) {
        return text(digest)
                .lines()
                .filter(line -> line.startsWith("%02d ".formatted(number)))
                .findFirst()
                .orElseThrow()
                .substring(3);
    }

    private String text(Sha256 digest) {
        return new String(store.read(digest), StandardCharsets.UTF_8);
    }

    @Test
    void aChangedManifestSharesWhatDidNotChange() {
        Manifest made = manifest();
        Set<Sha256> before = new HashSet<>();
        made.shards(before::add);

        ManifestDraft draft = store.draft(made, pack);
        draft.file("/index.html", page(B));
        Manifest changed = draft.seal(words());
        Set<Sha256> added = new HashSet<>();
        changed.shards(added::add);
        added.removeAll(before);

        assertThat(added).as("a shard, its node and the root of the files").hasSize(3);
        List<String> differing = new ArrayList<>();
        changed.filesSince(made, (path, was, is) -> differing.add(path));
        assertThat(differing).containsExactly("/index.html");
    }

    @Test
    void differencesAreThoseOfTheWholeWhateverHappened() {
        Random chance = new Random(42);
        TreeMap<String, Entry> model = new TreeMap<>();
        Manifest last = store.draft(null, pack).seal(words());
        for (int round = 0; round < 40; round++) {
            TreeMap<String, Entry> before = new TreeMap<>(model);
            ManifestDraft draft = store.draft(last, pack);
            for (int edit = 0; edit < chance.nextInt(60); edit++) {
                String path = "/x/" + chance.nextInt(300) + ".html";
                if (chance.nextInt(3) == 0) {
                    model.remove(path);
                    draft.removeFile(path);
                } else {
                    Entry entry = page(Sha256.of(new byte[] {(byte) chance.nextInt(5)}));
                    model.put(path, entry);
                    draft.file(path, entry);
                }
            }
            Manifest next = draft.seal(words());

            TreeMap<String, Entry> followed = new TreeMap<>(before);
            next.filesSince(
                    last,
                    (path, was, is) -> {
                        assertThat(was).isEqualTo(before.get(path)).isNotEqualTo(is);
                        if (is == null) {
                            followed.remove(path);
                        } else {
                            followed.put(path, is);
                        }
                    });
            assertThat(followed).isEqualTo(model);
            assertThat(next.entries()).isEqualTo(model);
            assertThat(next.pages()).isEqualTo(model.size());
            last = next;
        }
        ManifestDraft anew = store.draft(null, pack);
        model.forEach(anew::file);
        assertThat(anew.seal(words()).files.root())
                .as("the same, however it came about")
                .isEqualTo(last.files.root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "/",
                "/a//b",
                "/../etc/passwd",
                "/a/../b",
                "/.gone/a",
                "/a/.hidden",
                "/a b",
                "/政策",
                "/a\\b",
                "/a%2e",
                "/a/"
            })
    void refusesPathsThatAreNoSafeFileNames(String path) {
        ManifestDraft draft = store.draft(null, pack);

        assertThatIllegalArgumentException().isThrownBy(() -> draft.file(path, page(A)));
    }

    private static LiveDocument live(UUID id, @Nullable Sha256 approvals) {
        return new LiveDocument(id, A, approvals, "/x/", AT, AT);
    }
}
