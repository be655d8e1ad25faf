package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.gongkai.search.SearchUnavailable;
import org.gongkai.search.SharedNode;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

@SpringBootTest(classes = {EngineAwayIT.Site.class, SearchApplication.class})
@AutoConfigureMockMvc
class EngineAwayIT {
    @TempDir static Path home;

    @SuppressWarnings("NullAway.Init") // by node(), before the first test
    private static EmbeddedElasticsearch node;

    @Autowired MockMvcTester mvc;
    @Autowired SearchIndex index;

    @DynamicPropertySource
    static void node(DynamicPropertyRegistry properties) {
        node = start(NodeConfiguration.in(home).withHeapMegabytes(256).withPassword("open sesame"));
        SharedNode.register(properties, node);
    }

    /** Named to the test alone: not annotated, so that no scan finds it. */
    static class Site {
        @Bean
        SearchShell shell() {
            return () -> Optional.of(FilledShellTest.exampleShell());
        }

        @Bean
        RemovalCheckpoint removals() {
            return () -> 1;
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aKilledEngineIsSaidAndWhenItComesBackNothingIsLost() throws Exception {
        index.prepare();
        index.apply(Stream.of(new Put(Documents.of("1", "养犬管理", "正文"), 1)));
        index.advance(1);
        assertThat(index.available()).isTrue();
        assertThat(mvc.get().uri("/api/search?q=养犬")).hasStatus(200);

        ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        assertThat(index.available()).isFalse();
        assertThatThrownBy(() -> index.apply(Stream.of(put(2))))
                .isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(() -> index.advance(2)).isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(index::checkpoint).isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(index::contents).isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(index::prepare).isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(() -> index.rebuild(Stream::of, 2))
                .isInstanceOf(SearchUnavailable.class);
        assertThat(mvc.get().uri("/api/search?q=养犬"))
                .hasStatus(503)
                .hasContentType("application/problem+json")
                .hasHeader("Retry-After", "5");
        var page = mvc.get().uri("/search/?q=养犬").exchange();
        assertThat(page).hasStatus(503).hasHeader("Retry-After", "5");
        assertThat(
                        Jsoup.parse(page.getResponse().getContentAsString())
                                .select("[data-search-notice]:not([hidden])")
                                .text())
                .startsWith("搜索服务暂时不可用");
        assertThat(mvc.get().uri("/search/")).hasStatus(503);

        int port = node.url().getPort();
        node.close();
        node =
                start(
                        NodeConfiguration.in(home)
                                .withHeapMegabytes(256)
                                .withPassword("open sesame")
                                .withPort(port));

        assertThat(index.checkpoint()).hasValue(1);
        assertThat(index.contents()).containsOnlyKeys("1");
        assertThat(mvc.get().uri("/api/search?q=养犬"))
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(1);
    }

    private static Put put(long release) {
        return new Put(Documents.of("2", "题", "正文"), release);
    }

    private static EmbeddedElasticsearch start(NodeConfiguration configuration) {
        EmbeddedElasticsearch started = EmbeddedElasticsearch.start(configuration);
        started.awaitReady(Duration.ofMinutes(2));
        return started;
    }
}
