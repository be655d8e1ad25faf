package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.IndexReport;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchConfiguration;
import org.gongkai.search.SearchIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchClientAutoConfiguration;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The index follows what the site shows, in a real Elasticsearch, as readers who search see it. */
class IndexingIT {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(IndexingIT.class.getClassLoader());
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ReleaseStore store;
    private final SiteTrees trees;
    private final ConfigurableApplicationContext application;
    private final SearchIndex index;
    private final Indexing indexing;
    private final HttpClient client = HttpClient.newHttpClient();

    IndexingIT(@TempDir Path directory) {
        store = ReleaseStore.in(directory.resolve("releases"));
        trees = SiteTrees.in(directory.resolve("site"), store, Duration.ZERO);
        application = search(Node.STARTED.url().toString(), trees, store);
        index = application.getBean(SearchIndex.class);
        indexing = new Indexing(index, store, KINDS);
    }

    /** One node for all tests of this JVM. */
    private static final class Node {
        static final EmbeddedElasticsearch STARTED = start();

        private static EmbeddedElasticsearch start() {
            EmbeddedElasticsearch node =
                    EmbeddedElasticsearch.start(
                            NodeConfiguration.in(Path.of("target", "elasticsearch")));
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
            node.awaitReady(Duration.ofMinutes(3));
            return node;
        }
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void theIndexFollowsEachReleaseAndSearchFindsWhatTheSiteShows() throws Exception {
        Manifest first = release(1, 0, "公交", "停车");
        assertThat(indexing.follow(first)).as("a new index is built").isTrue();
        assertThat(index.checkpoint()).hasValue(1);
        assertThat(ask("公交")).contains("\"total\":1", "<em>公交</em>");

        Manifest second = prepared(2, 2, "停车", "绿化");
        indexing.unindex(List.of(InMemoryContent.id("公交")), 2);
        assertThat(ask("公交")).as("unfindable before it is gone").contains("\"total\":0");
        trees.activate(second);
        assertThat(ask("停车")).as("until the index has come so far").contains("search-updating");
        assertThat(indexing.follow(second)).isTrue();

        assertThat(ask("公交")).contains("\"total\":0");
        assertThat(ask("绿化")).contains("\"total\":1");
        assertThat(index.contents()).isEqualTo(digests(second));
        assertThat(indexing.reconcile(second).orElseThrow().differed()).isZero();
    }

    @Test
    void whatIsWithdrawnWhileTheEngineIsAwayIsNeverFound() throws Exception {
        indexing.follow(release(1, 0, "公交", "停车"));
        Indexing cutOff;
        try (ConfigurableApplicationContext away = search("http://127.0.0.1:1", trees, store)) {
            cutOff = new Indexing(away.getBean(SearchIndex.class), store, KINDS);
            cutOff.unindex(List.of(InMemoryContent.id("公交")), 2);
            Manifest second = release(2, 2, "停车");
            assertThat(cutOff.follow(second)).isFalse();
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
        indexing.follow(shown);
        index.apply(Stream.of(new IndexChange.Remove(InMemoryContent.id("公交").toString(), 1)));
        index.apply(
                Stream.of(
                        new IndexChange.Put(
                                new SearchDocuments(prepared(9, 0, "绿化"), store, KINDS)
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
    void whatCountsAsALaterDecisionIsRepairedByBuildingTheIndexAnew() {
        Manifest shown = release(1, 0, "公交", "停车", "绿化");
        indexing.follow(shown);
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

        assertThat(indexing.reconcileSoon(shown)).isEmpty();
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
        indexing.follow(release(8, 0, "公交", "停车"));
        Manifest restored = release(5, 0, "停车");

        assertThat(indexing.catchUp(restored)).isTrue();

        assertThat(index.checkpoint()).hasValue(5);
        assertThat(index.contents()).isEqualTo(digests(restored));
    }

    private String ask(String words) throws IOException, InterruptedException {
        String port =
                Objects.requireNonNull(
                        application.getEnvironment().getProperty("local.server.port"));
        URI uri =
                URI.create(
                        "http://127.0.0.1:%s/api/search?q=%s"
                                .formatted(port, URLEncoder.encode(words, StandardCharsets.UTF_8)));
        return client.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
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

    private static ConfigurableApplicationContext search(
            String engine, SiteTrees trees, ReleaseStore store) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .initializers(
                        context ->
                                context.getBeanFactory()
                                        .registerSingleton(
                                                "releasedSearch", new ReleasedSearch(trees, store)))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--spring.elasticsearch.uris=" + engine,
                        "--spring.elasticsearch.username=" + Node.STARTED.username(),
                        "--spring.elasticsearch.password=" + Node.STARTED.password(),
                        "--gongkai.search.timeout=30s",
                        "--gongkai.search.index=publisher" + NAMES.incrementAndGet());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ElasticsearchRestClientAutoConfiguration.class,
        ElasticsearchClientAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import(SearchConfiguration.class)
    static class Application {}
}
