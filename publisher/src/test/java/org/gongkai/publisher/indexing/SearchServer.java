package org.gongkai.publisher.indexing;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchConfiguration;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
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
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The search API on a real engine, with an index of its own, for the site in these trees. */
public final class SearchServer implements AutoCloseable {
    private final ConfigurableApplicationContext application;
    private final HttpClient client = HttpClient.newHttpClient();

    private SearchServer(ConfigurableApplicationContext application) {
        this.application = application;
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

    static SearchServer start(SiteTrees trees, ReleaseStore store) {
        return startAt(Node.STARTED.url().toString(), trees, store);
    }

    static SearchServer startAt(String engine, SiteTrees trees, ReleaseStore store) {
        return start(engine, () -> new ReleasedSearch(trees, store));
    }

    /** For a publisher that is started again and again, and is asked for at each question. */
    public static SearchServer start(Supplier<ReleasedSearch> released) {
        return start(Node.STARTED.url().toString(), released);
    }

    private record Asked(Supplier<ReleasedSearch> released)
            implements SearchShell, RemovalCheckpoint {
        @Override
        public Optional<String> html() {
            return released.get().html();
        }

        @Override
        public long lastRemoval() {
            return released.get().lastRemoval();
        }
    }

    private static SearchServer start(String engine, Supplier<ReleasedSearch> released) {
        return new SearchServer(
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.SERVLET)
                        .initializers(
                                context ->
                                        context.getBeanFactory()
                                                .registerSingleton(
                                                        "releasedSearch", new Asked(released)))
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.main.banner-mode=off",
                                "--spring.elasticsearch.uris=" + engine,
                                "--spring.elasticsearch.username=" + Node.STARTED.username(),
                                "--spring.elasticsearch.password=" + Node.STARTED.password(),
                                "--gongkai.search.timeout=30s",
                                "--gongkai.search.rate.per-second=0",
                                "--gongkai.search.index=publisher-" + UUID.randomUUID()));
    }

    public SearchIndex index() {
        return application.getBean(SearchIndex.class);
    }

    public HttpResponse<String> get(String path) {
        String port =
                Objects.requireNonNull(
                        application.getEnvironment().getProperty("local.server.port"));
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        application.close();
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
