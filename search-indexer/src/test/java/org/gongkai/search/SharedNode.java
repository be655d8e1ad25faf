package org.gongkai.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One real node for all tests of the JVM; each test takes an index of its own. */
public final class SharedNode {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private SharedNode() {}

    private static final class Started {
        static final EmbeddedElasticsearch NODE = start();

        private static EmbeddedElasticsearch start() {
            Path home = Path.of("target", "elasticsearch");
            try {
                FileSystemUtils.deleteRecursively(home.resolve("data"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EmbeddedElasticsearch node = EmbeddedElasticsearch.start(NodeConfiguration.in(home));
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
            node.awaitReady(Duration.ofMinutes(2));
            return node;
        }
    }

    public static ElasticsearchClient client() {
        return client(Started.NODE);
    }

    public static ElasticsearchClient client(EmbeddedElasticsearch node) {
        return ElasticsearchClient.of(
                c ->
                        c.host(node.url().toString())
                                .usernameAndPassword(node.username(), node.password()));
    }

    /** A name that no other test uses. */
    public static String newIndex() {
        return "test" + NAMES.incrementAndGet();
    }

    public static void register(DynamicPropertyRegistry properties) {
        register(properties, Started.NODE);
        String index = newIndex();
        properties.add("gongkai.search.index", () -> index);
    }

    /** The same for an application that is started by its own main method. */
    public static List<String> arguments() {
        return List.of(
                "--spring.elasticsearch.uris=" + Started.NODE.url(),
                "--spring.elasticsearch.username=" + Started.NODE.username(),
                "--spring.elasticsearch.password=" + Started.NODE.password(),
                "--gongkai.search.timeout=30s",
                "--gongkai.search.index=" + newIndex());
    }

    public static void register(DynamicPropertyRegistry properties, EmbeddedElasticsearch node) {
        properties.add("spring.elasticsearch.uris", node::url);
        properties.add("spring.elasticsearch.username", node::username);
        properties.add("spring.elasticsearch.password", node::password);
        // The first search of a new node, on a machine that does much else, is no measure.
        properties.add("gongkai.search.timeout", () -> "30s");
    }
}
