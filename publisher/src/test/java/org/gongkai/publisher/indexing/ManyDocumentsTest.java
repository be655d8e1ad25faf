package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.Applied;
import org.gongkai.search.BucketSum;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** However many documents a release changes, few of them are in memory at once. */
class ManyDocumentsTest {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(ManyDocumentsTest.class.getClassLoader());
    private static final int MANY = 1_500;

    private final ReleaseStore store;
    private final Forgetful index = new Forgetful();
    private final Indexing indexing;

    ManyDocumentsTest(@TempDir Path directory) {
        store = ReleaseStore.in(directory);
        indexing = new Indexing(index, store, KINDS);
    }

    @Test
    void aReleaseThatChangesVeryManyDocumentsHoldsFewOfThem() {
        assertThat(indexing.follow(KeptDocuments.release(store, 1, 0, "公交"), () -> false)).isTrue();
        Manifest second = release(2);

        assertThat(indexing.follow(second, () -> false)).isTrue();

        assertThat(index.digests).hasSize(MANY);
        assertThat(index.mostAtOnce).isBetween(0, 9);
    }

    @Test
    void aRepairOfVeryManyDocumentsHoldsFewOfThem() {
        Manifest shown = release(1);
        assertThat(indexing.catchUp(shown)).isTrue();
        index.digests.clear();

        Comparison.Findings found = indexing.reconcile(shown).orElseThrow();

        assertThat(found.missing()).isEqualTo(MANY);
        assertThat(found.repaired()).isEqualTo(MANY);
        assertThat(index.mostAtOnce).isBetween(0, 9);
        assertThat(indexing.reconcile(shown).orElseThrow().differed()).isZero();
    }

    @Test
    void theSumsOfAReleaseFollowFromThoseOfAnyOther() {
        Sums sums = new Sums(new Searched(store, KINDS));
        for (Manifest manifest :
                List.of(
                        KeptDocuments.release(store, 1, 0, "公交", "停车"),
                        KeptDocuments.release(store, 2, 2, "停车", "绿化", "养犬"),
                        release(3),
                        KeptDocuments.release(store, 4, 4, "公交"))) {
            Map<String, String> digests = new HashMap<>();
            manifest.forEachDocument((id, live) -> digests.put(id.toString(), live.digest().hex()));
            assertThat(sums.of(manifest)).isEqualTo(BucketSum.of(digests));
            Map<String, String> listed = new HashMap<>();
            sums.of(manifest)
                    .keySet()
                    .forEach(
                            bucket ->
                                    sums.digests(manifest, bucket)
                                            .forEach((id, hex) -> listed.put(id.toString(), hex)));
            assertThat(listed).isEqualTo(digests);
        }
    }

    private Manifest release(long number) {
        return KeptDocuments.of(
                store,
                number,
                number,
                IntStream.range(0, MANY).mapToObj(n -> InMemoryContent.draft("第" + n + "路公交")));
    }

    /** Keeps no document, and counts how many are kept elsewhere. */
    private static final class Forgetful implements SearchIndex {
        private static final int LOOK_EVERY = 500;

        private final Map<String, String> digests = new HashMap<>();
        private OptionalLong checkpoint = OptionalLong.empty();
        private int mostAtOnce = -1;

        private void take(Stream<SearchDocument> documents) {
            List<WeakReference<SearchDocument>> seen = new ArrayList<>();
            documents.forEach(
                    document -> {
                        digests.put(document.id(), document.digest());
                        seen.add(new WeakReference<>(document));
                        if (seen.size() % LOOK_EVERY == 0) {
                            System.gc();
                            long held = seen.stream().filter(each -> each.get() != null).count();
                            mostAtOnce = Math.max(mostAtOnce, (int) held);
                        }
                    });
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public void prepare() {}

        @Override
        public boolean fits() {
            return true;
        }

        @Override
        public OptionalLong checkpoint() {
            return checkpoint;
        }

        @Override
        public Applied apply(Stream<? extends IndexChange> changes) {
            take(
                    changes.peek(change -> digests.remove(change.id()))
                            .filter(IndexChange.Put.class::isInstance)
                            .map(change -> ((IndexChange.Put) change).document()));
            return Applied.NOTHING;
        }

        @Override
        public void advance(long release) {
            checkpoint = OptionalLong.of(release);
        }

        @Override
        public Map<String, String> contents() {
            return digests;
        }

        @Override
        public Map<String, BucketSum> summary() {
            return BucketSum.of(digests);
        }

        @Override
        public Map<String, String> digests(String bucket) {
            Map<String, String> found = new HashMap<>(digests);
            found.keySet().removeIf(id -> !BucketSum.bucket(id).equals(bucket));
            return found;
        }

        @Override
        public boolean rebuild(Supplier<Stream<SearchDocument>> documents, long release) {
            digests.clear();
            take(documents.get());
            advance(release);
            return true;
        }
    }
}
