package org.gongkai.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;

import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SharedNode;
import org.gongkai.search.TestProperties;
import org.gongkai.search.text.Syllables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ElasticsearchIndexIT {
    private final ElasticsearchClient client = SharedNode.client();
    private final String name = SharedNode.newIndex();
    private final ElasticsearchIndex index = open();

    @BeforeEach
    void prepare() {
        index.prepare();
    }

    @Test
    void whatIsPutIsThereAndWhatIsRemovedIsGone() {
        index.apply(Stream.of(put("1", "甲", 1), put("2", "乙", 1), put("3", "丙", 1)));
        assertThat(index.contents()).isEqualTo(Map.of("1", "d1", "2", "d2", "3", "d3"));

        index.apply(Stream.of(new Remove("2", 2), new Remove("never there", 2)));

        assertThat(index.contents()).containsOnlyKeys("1", "3");
    }

    @Test
    void anOlderReleaseNeverOverwritesANewerOne() throws IOException {
        index.apply(Stream.of(put("1", "新", 5)));

        index.apply(Stream.of(put("1", "旧", 4), new Remove("1", 3)));

        assertThat(title("1")).isEqualTo("新");
    }

    @Test
    void aLatePutDoesNotBringBackWhatWasRemoved() {
        index.apply(Stream.of(put("1", "甲", 1), new Remove("1", 7)));

        index.apply(Stream.of(put("1", "甲", 6)));

        assertThat(index.contents()).isEmpty();
    }

    @Test
    void aRepairMayWriteTheSameReleaseAgain() throws IOException {
        index.apply(Stream.of(put("1", "坏", 5)));

        index.apply(Stream.of(put("1", "好", 5), put("1", "好", 5)));

        assertThat(title("1")).isEqualTo("好");
    }

    @Test
    void deletionsAreRememberedForADay() throws IOException {
        var settings =
                client.indices().getSettings(g -> g.index(name)).settings().values().iterator();

        assertThat(settings.next().toString()).contains("\"gc_deletes\":\"24h\"");
    }

    @Test
    void moreChangesThanOneBatchHoldsAllArrive() {
        index.apply(IntStream.range(0, 2_345).mapToObj(i -> put("n" + i, "题" + i, 1)));

        assertThat(index.contents()).hasSize(2_345).containsEntry("n2344", "dn2344");
    }

    @Test
    void theCheckpointIsEmptyAtFirstAndOnlyMovesForward() {
        assertThat(index.checkpoint()).isEmpty();

        index.advance(4);
        index.advance(3);

        assertThat(index.checkpoint()).hasValue(4);
        assertThat(open().checkpoint()).hasValue(4);
    }

    @Test
    void anIndexThatWasNeverMadeHasNoCheckpoint() {
        assertThat(open(SharedNode.newIndex()).checkpoint()).isEmpty();
    }

    @Test
    void anIndexOfOtherDocumentsFitsOnlyAfterItWasRebuilt() {
        index.apply(Stream.of(put("1", "甲", 1)));
        index.advance(1);
        assertThat(index.fits()).isTrue();

        ElasticsearchIndex newer = open(name, "other kinds");
        assertThat(newer.fits()).isFalse();
        assertThat(newer.checkpoint()).as("it still answers").hasValue(1);

        newer.rebuild(() -> Stream.of(document("1", "甲")), 1);
        newer.advance(2);
        assertThat(newer.fits()).isTrue();
        assertThat(newer.checkpoint()).hasValue(2);
        assertThat(index.fits()).isFalse();
        assertThat(open(SharedNode.newIndex()).fits()).isFalse();
    }

    @Test
    void preparingAgainKeepsEverything() {
        index.apply(Stream.of(put("1", "甲", 1)));
        index.advance(1);

        index.prepare();

        assertThat(index.contents()).hasSize(1);
        assertThat(index.checkpoint()).hasValue(1);
    }

    @Test
    void manyProcessesPreparingAtOnceMakeOneIndex() throws IOException {
        for (int round = 0; round < 5; round++) {
            String fresh = SharedNode.newIndex();
            CompletableFuture.allOf(
                            IntStream.range(0, 4)
                                    .mapToObj(i -> open(fresh))
                                    .map(each -> CompletableFuture.runAsync(each::prepare))
                                    .toArray(CompletableFuture[]::new))
                    .join();

            assertThat(behind(fresh)).containsExactly(fresh + "-1");
        }
    }

    @Test
    void writingBeforePreparingIsRefusedInsteadOfMakingAnIndexWithoutMapping() throws IOException {
        String fresh = SharedNode.newIndex();

        assertThatThrownBy(() -> open(fresh).apply(Stream.of(put("1", "甲", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prepare the index");
        assertThat(client.indices().exists(e -> e.index(fresh)).value()).isFalse();
    }

    @Test
    void aRebuildReplacesDocumentsAndCheckpointInOneStep() throws IOException {
        index.apply(Stream.of(put("1", "甲", 1), put("2", "乙", 1)));
        index.advance(1);

        index.rebuild(() -> Stream.of(document("2", "乙"), document("3", "丙")), 9);

        assertThat(index.contents()).containsOnlyKeys("2", "3");
        assertThat(index.checkpoint()).hasValue(9);
        assertThat(behind(name)).containsExactly(name + "-2");
        assertThat(all()).containsExactly(name + "-2");
    }

    @Test
    void changesDuringARebuildCountInTheNewIndexToo() throws IOException {
        index.apply(Stream.of(put("early", "旧", 1), put("late", "旧", 1), put("kept", "旧", 1)));

        index.rebuild(
                () ->
                        IntStream.range(0, 1_200)
                                .mapToObj(
                                        i -> {
                                            if (i == 600) {
                                                index.apply(
                                                        Stream.of(
                                                                new Remove("early", 2),
                                                                new Remove("late", 2),
                                                                put("kept", "新", 2),
                                                                put("added", "新", 2)));
                                            }
                                            return switch (i) {
                                                case 0 -> document("early", "旧");
                                                case 1 -> document("kept", "旧");
                                                case 1_199 -> document("late", "旧");
                                                default -> document("n" + i, "旧");
                                            };
                                        }),
                1);

        assertThat(index.contents())
                .hasSize(1_200 - 3 + 2)
                .containsKeys("kept", "added")
                .doesNotContainKeys("early", "late");
        assertThat(title("kept")).isEqualTo("新");
        assertThat(index.checkpoint()).hasValue(1);
    }

    @Test
    void aRebuildThatFailsLeavesTheIndexAsItWas() throws IOException {
        index.apply(Stream.of(put("1", "甲", 1)));
        index.advance(1);

        assertThatThrownBy(
                        () ->
                                index.rebuild(
                                        () ->
                                                Stream.of("2", "3")
                                                        .map(
                                                                id -> {
                                                                    throw new IllegalStateException(
                                                                            "source");
                                                                }),
                                        2))
                .hasMessage("source");

        assertThat(index.contents()).containsOnlyKeys("1");
        assertThat(index.checkpoint()).hasValue(1);
        assertThat(all()).containsExactly(name + "-1");
    }

    @Test
    void whatAnInterruptedRebuildLeftIsClearedByTheNext() throws IOException {
        client.indices().create(c -> c.index(name + "-7").aliases(name + "-next", a -> a));

        index.rebuild(() -> Stream.of(document("1", "甲")), 3);

        assertThat(all()).containsExactly(name + "-8");
        assertThat(index.contents()).containsOnlyKeys("1");
    }

    @Test
    void aRebuildThatAnotherOvertookFailsAndHarmsNothing() throws IOException {
        assertThatThrownBy(
                        () ->
                                index.rebuild(
                                        () -> {
                                            open().rebuild(() -> Stream.of(document("2", "乙")), 5);
                                            return Stream.of(document("1", "甲"));
                                        },
                                        4))
                .isInstanceOf(IllegalStateException.class);

        assertThat(index.contents()).containsOnlyKeys("2");
        assertThat(index.checkpoint()).hasValue(5);
        assertThat(all()).containsExactly(name + "-3");
    }

    @Test
    void theMappingRefusesWhatItDoesNotKnow() {
        assertThatThrownBy(
                        () ->
                                client.index(
                                        i -> i.index(name).document(Map.of("author", "someone"))))
                .hasMessageContaining("strict_dynamic_mapping_exception");
    }

    @Test
    void aTextOfAMillionCharactersIsIndexed() {
        index.apply(Stream.of(new Put(Documents.of("1", "长", "养犬管理".repeat(250_000)), 1)));

        assertThat(index.contents()).hasSize(1);
    }

    private ElasticsearchIndex open() {
        return open(name);
    }

    private ElasticsearchIndex open(String alias) {
        return open(alias, "");
    }

    private ElasticsearchIndex open(String alias, String shape) {
        SearchProperties properties = TestProperties.of(alias);
        return new ElasticsearchIndex(
                new Engine(client, properties.timeout(), properties.atOnce()),
                properties,
                new Syllables(null),
                shape);
    }

    private static Put put(String id, String title, long release) {
        return new Put(document(id, title), release);
    }

    private static SearchDocument document(String id, String title) {
        return Documents.of(id, title, "正文");
    }

    private @Nullable Object title(String id) throws IOException {
        Map<?, ?> source = client.get(g -> g.index(name).id(id), Map.class).source();
        return source == null ? null : source.get("title");
    }

    private Set<String> behind(String alias) throws IOException {
        return client.indices().getAlias(g -> g.name(alias)).aliases().keySet();
    }

    private Set<String> all() throws IOException {
        return client.indices().getAlias(g -> g.index(name + "-*")).aliases().keySet();
    }
}
