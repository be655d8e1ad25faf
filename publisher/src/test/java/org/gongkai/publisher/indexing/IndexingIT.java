package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.IndexReport;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.TestKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The index follows what the site shows, in a real Elasticsearch, as readers who search see it. */
class IndexingIT {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(IndexingIT.class.getClassLoader());

    private final ReleaseStore store;
    private final SiteTrees trees;
    private final SearchServer search;
    private final SearchIndex index;
    private final Indexing indexing;

    IndexingIT(@TempDir Path directory) {
        store = ReleaseStore.in(directory.resolve("releases"));
        trees = SiteTrees.in(directory.resolve("site"), store, Duration.ZERO);
        search = SearchServer.start(trees, store);
        index = search.index();
        indexing = new Indexing(index, store, KINDS);
    }

    @AfterEach
    void stop() {
        search.close();
    }

    @Test
    void theIndexFollowsEachReleaseAndSearchFindsWhatTheSiteShows() {
        Manifest first = release(1, 0, "公交", "停车");
        assertThat(indexing.follow(first, () -> false)).as("a new index is built").isTrue();
        assertThat(index.checkpoint()).hasValue(1);
        assertThat(ask("公交")).contains("\"total\":1", "<em>公交</em>");

        Manifest second = prepared(2, 2, "停车", "绿化");
        indexing.unindex(List.of(InMemoryContent.id("公交")), 2);
        assertThat(ask("公交")).as("unfindable before it is gone").contains("\"total\":0");
        trees.activate(second);
        assertThat(ask("停车")).as("until the index has come so far").contains("search-updating");
        assertThat(indexing.follow(second, () -> false)).isTrue();

        assertThat(ask("公交")).contains("\"total\":0");
        assertThat(ask("绿化")).contains("\"total\":1");
        assertThat(index.contents()).isEqualTo(digests(second));
        assertThat(indexing.reconcile(second).orElseThrow().differed()).isZero();
    }

    @Test
    void whatIsWithdrawnWhileTheEngineIsAwayIsNeverFound() throws Exception {
        indexing.follow(release(1, 0, "公交", "停车"), () -> false);
        Indexing cutOff;
        try (SearchServer away = SearchServer.startAt("http://127.0.0.1:1", trees, store)) {
            cutOff = new Indexing(away.index(), store, KINDS);
            cutOff.unindex(List.of(InMemoryContent.id("公交")), 2);
            Manifest second = release(2, 2, "停车");
            assertThat(cutOff.follow(second, () -> false)).isFalse();
            assertThat(cutOff.hasReached(2)).isFalse();
        }
        assertThat(ask("公交")).contains("search-updating").doesNotContain("\"hits\"");
        Manifest third = release(3, 2, "停车", "绿化");

        assertThat(indexing.catchUp(third)).isTrue();

        assertThat(ask("公交")).contains("\"total\":0");
        assertThat(ask("绿化")).contains("\"total\":1");
        assertThat(index.contents()).isEqualTo(digests(third));
        assertThat(index.checkpoint()).hasValue(3);
    }

    @Test
    void anIndexThatLostOrGainedSomethingIsRepaired() {
        Manifest shown = release(1, 0, "公交", "停车");
        indexing.follow(shown, () -> false);
        index.apply(Stream.of(new IndexChange.Remove(InMemoryContent.id("公交").toString(), 1)));
        index.apply(
                Stream.of(
                        new IndexChange.Put(
                                new SearchDocuments(
                                                prepared(9, 0, "绿化"),
                                                store,
                                                KINDS,
                                                new AttachmentTexts(store))
                                        .of(InMemoryContent.id("绿化")),
                                1)));

        Comparison.Findings found = indexing.reconcile(shown).orElseThrow();

        assertThat(found)
                .extracting("missing", "stale", "foreign", "repaired")
                .containsExactly(1L, 0L, 1L, 2L);
        assertThat(index.contents()).isEqualTo(digests(shown));
        assertThat(indexing.reconcile(shown).orElseThrow().differed()).isZero();
    }

    @Test
    void aKindThatIsNotSearchedAnyMoreLeavesTheIndex(@TempDir Path declared) {
        Indexing before = new Indexing(index, store, TestKinds.withMemos(declared, "all"));
        Indexing after = new Indexing(index, store, TestKinds.withMemos(declared, "none"));
        Manifest shown =
                KeptDocuments.of(
                        store,
                        1,
                        0,
                        Stream.of(
                                InMemoryContent.draft("公交"),
                                InMemoryContent.draft("停车").with("kind", "memo")));
        before.catchUp(shown);
        assertThat(index.contents()).hasSize(2);

        after.catchUp(shown);
        Comparison.Findings found = after.reconcile(shown).orElseThrow();

        assertThat(found)
                .extracting("missing", "stale", "foreign", "repaired")
                .containsExactly(0L, 0L, 1L, 1L);
        assertThat(index.contents()).containsOnlyKeys(InMemoryContent.id("公交").toString());
        assertThat(after.reconcile(shown).orElseThrow().differed()).isZero();

        before.renew(shown);
        assertThat(index.contents()).hasSize(2);
        after.renew(shown);
        assertThat(index.contents()).hasSize(1);
    }

    @Test
    void whatCountsAsALaterDecisionIsRepairedByBuildingTheIndexAnew() {
        Manifest shown = release(1, 0, "公交", "停车", "绿化");
        indexing.follow(shown, () -> false);
        String removed = InMemoryContent.id("公交").toString();
        index.apply(Stream.of(new IndexChange.Remove(removed, 77)));

        IndexReport report = new SiteIndexUpkeep(trees, indexing).reconcile();

        assertThat(report)
                .extracting("missing", "stale", "foreign", "repaired", "rebuilt")
                .containsExactly(1L, 0L, 0L, 1L, true);
        assertThat(index.contents()).isEqualTo(digests(shown));
        assertThat(new SiteIndexUpkeep(trees, indexing).reconcile())
                .extracting("missing", "rebuilt")
                .containsExactly(0L, false);
    }

    @Test
    void aReleaseLeavesManyRepairsToTheKeeper() throws Exception {
        String[] titles =
                IntStream.range(0, 2_001).mapToObj(n -> "第" + n + "路公交").toArray(String[]::new);
        Manifest shown = release(1, 0, titles);
        indexing.catchUp(shown);
        index.rebuild(Stream::of, 1); // an index that lost everything, and does not know it

        assertThat(indexing.reconcileSoon(shown, () -> false)).isEmpty();
        assertThat(indexing.differs()).isTrue();
        try (IndexKeeper keeper =
                new IndexKeeper(
                        trees,
                        indexing,
                        new SiteIndexUpkeep(trees, indexing),
                        Duration.ofMillis(50))) {
            keeper.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> !indexing.differs());
        }

        assertThat(index.contents()).isEqualTo(digests(shown));
    }

    @Test
    void anIndexFromALaterTimeIsBuiltAnewAfterARestore() {
        indexing.follow(release(8, 0, "公交", "停车"), () -> false);
        Manifest restored = release(5, 0, "停车");

        assertThat(indexing.catchUp(restored)).isTrue();

        assertThat(index.checkpoint()).hasValue(5);
        assertThat(index.contents()).isEqualTo(digests(restored));
    }

    private String ask(String words) {
        return search.get("/api/search?q=" + SearchServer.encoded(words)).body();
    }

    private static Map<String, String> digests(Manifest manifest) {
        Map<String, String> digests = new TreeMap<>();
        manifest.documents().forEach((id, live) -> digests.put(id.toString(), live.digest().hex()));
        return digests;
    }

    private Manifest release(long number, long lastRemoval, String... titles) {
        Manifest manifest = prepared(number, lastRemoval, titles);
        trees.activate(manifest);
        return manifest;
    }

    /** A release that shows these documents, kept and ready to be switched to. */
    private Manifest prepared(long number, long lastRemoval, String... titles) {
        Manifest manifest = KeptDocuments.release(store, number, lastRemoval, titles);
        trees.prepare(manifest);
        return manifest;
    }
}
