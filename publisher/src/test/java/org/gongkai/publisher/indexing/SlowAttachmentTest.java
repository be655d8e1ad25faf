package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.indexing.Comparison.Findings;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.Applied;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An attachment that takes its time keeps nothing in the index that has to go. */
class SlowAttachmentTest {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(SlowAttachmentTest.class.getClassLoader());

    private final ReleaseStore store;
    private volatile CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private CountDownLatch rebuilt = new CountDownLatch(0);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Indexing indexing;

    SlowAttachmentTest(@TempDir Path directory) {
        store = ReleaseStore.in(directory);
        AttachmentTexts texts =
                new AttachmentTexts(
                        store,
                        (bytes, type) -> {
                            begun.countDown();
                            read.await();
                            return "慢慢读来";
                        },
                        Duration.ofMinutes(5));
        indexing = new Indexing(index(), store, KINDS, texts);
    }

    @Test
    void whatIsTakenDownWaitsForNoAttachment() throws Exception {
        Manifest first = KeptDocuments.release(store, 2, 0, "停车");
        assertThat(indexing.catchUp(first)).isTrue();
        begun = new CountDownLatch(1);
        Manifest second = withAttachment(kept());

        CompletableFuture<Boolean> following =
                CompletableFuture.supplyAsync(() -> indexing.catchUp(second));
        begun.await();
        indexing.unindex(List.of(InMemoryContent.id("停车")), 4);
        assertThat(written).containsExactly("Remove 4");
        assertThat(indexing.follow(second, () -> true))
                .as("a release gives way while attachments are read")
                .isFalse();

        read.countDown();
        assertThat(following.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(written).last().isEqualTo("Put 3 公交 慢慢读来");
    }

    @Test
    void whatIsTakenDownWaitsForNoRebuild() throws Exception {
        Manifest first = KeptDocuments.release(store, 2, 0, "停车");
        rebuilt = new CountDownLatch(1);

        CompletableFuture<Boolean> rebuilding =
                CompletableFuture.supplyAsync(() -> indexing.catchUp(first));
        begun.await();
        assertThat(indexing.follow(first, () -> true)).isFalse();
        assertThat(indexing.reconcileSoon(first, () -> true)).isEmpty();

        rebuilt.countDown();
        assertThat(rebuilding.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatIsRepairedKeepsNobodyWaitingWhileItsAttachmentsAreRead() throws Exception {
        Sha256 file = kept();
        Manifest manifest = withAttachment(file);
        AtomicInteger readings = new AtomicInteger();
        AttachmentTexts texts =
                new AttachmentTexts(
                        store,
                        (bytes, type) -> {
                            if (readings.incrementAndGet() == 2) {
                                begun.countDown();
                                read.await();
                            }
                            return "慢慢读来";
                        },
                        Duration.ofMinutes(5));
        Indexing repairing = new Indexing(index(), store, KINDS, texts);
        assertThat(repairing.catchUp(manifest)).isTrue();
        begun = new CountDownLatch(1);
        texts.forget(List.of(file));

        CompletableFuture<Optional<Findings>> found =
                CompletableFuture.supplyAsync(() -> repairing.reconcile(manifest));
        begun.await();
        assertThat(
                        CompletableFuture.supplyAsync(() -> repairing.catchUp(manifest))
                                .get(1, TimeUnit.MINUTES))
                .as("somebody else changes the index meanwhile")
                .isTrue();

        read.countDown();
        assertThat(found.get(1, TimeUnit.MINUTES)).map(Findings::missing).hasValue(2L);
        assertThat(written).contains("Put 3 公交 慢慢读来");
    }

    private Manifest withAttachment(Sha256 file) {
        return KeptDocuments.of(
                store,
                3,
                0,
                Stream.of(
                        InMemoryContent.draft("停车"),
                        InMemoryContent.draft("公交")
                                .using(file, "ATTACHMENT", "application/pdf", "线路.pdf", "")));
    }

    private Sha256 kept() {
        try (ReleasePack pack = store.begin(1)) {
            Sha256 file = pack.put("a file".getBytes(StandardCharsets.UTF_8));
            pack.seal();
            return file;
        }
    }

    /** Notes what is written. */
    private SearchIndex index() {
        OptionalLong[] checkpoint = {OptionalLong.empty()};
        return (SearchIndex)
                Proxy.newProxyInstance(
                        SearchIndex.class.getClassLoader(),
                        new Class<?>[] {SearchIndex.class},
                        (self, method, given) ->
                                switch (method.getName()) {
                                    case "available", "fits" -> true;
                                    case "summary", "digests" -> Map.of();
                                    case "checkpoint" -> checkpoint[0];
                                    case "advance" -> {
                                        checkpoint[0] = OptionalLong.of((Long) given[0]);
                                        yield null;
                                    }
                                    case "apply" -> {
                                        ((Stream<?>) given[0]).forEach(each -> note(each));
                                        yield Applied.NOTHING;
                                    }
                                    case "rebuild" -> {
                                        begun.countDown();
                                        rebuilt.await();
                                        checkpoint[0] = OptionalLong.of((Long) given[1]);
                                        yield true;
                                    }
                                    default -> null;
                                });
    }

    private void note(Object change) {
        written.add(
                switch ((IndexChange) change) {
                    case IndexChange.Put put ->
                            "Put "
                                    + put.release()
                                    + " "
                                    + name(put.document().title())
                                    + put.document().attachments().replaceAll("(?s).*\n", " ");
                    case IndexChange.Remove gone -> "Remove " + gone.release();
                    case IndexChange.Skip skip -> "Skip " + skip.reason();
                });
    }

    private static String name(String title) {
        return title.replaceAll("关于|的公告", "");
    }
}
