package org.gongkai.content.engine;

import org.gongkai.elasticsearch.ElasticsearchNotStarted;
import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An Elasticsearch of our own that comes up beside the application: its address is known at once,
 * it answers some seconds later, and until then search is away and nothing else.
 */
public final class EmbeddedSearchEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedSearchEngine.class);

    private final int port;
    private final CompletableFuture<EmbeddedElasticsearch> node = new CompletableFuture<>();

    private EmbeddedSearchEngine(int port) {
        this.port = port;
    }

    static EmbeddedSearchEngine start(NodeConfiguration configuration) {
        int port = configuration.port() > 0 ? configuration.port() : freePort();
        EmbeddedSearchEngine engine = new EmbeddedSearchEngine(port);
        Thread.ofPlatform()
                .daemon()
                .name("elasticsearch-start")
                .start(() -> engine.run(configuration.withPort(port)));
        return engine;
    }

    private void run(NodeConfiguration configuration) {
        try {
            EmbeddedElasticsearch started = EmbeddedElasticsearch.start(configuration);
            node.complete(started);
            started.ready()
                    .thenRun(() -> log.info("Elasticsearch answers on port {}", port))
                    .exceptionally(
                            failure -> {
                                report(failure);
                                return null;
                            });
        } catch (RuntimeException e) {
            node.completeExceptionally(e);
            report(e);
        }
    }

    private void report(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (closing) {
            return;
        }
        if (cause instanceof ElasticsearchNotStarted) {
            log.warn(
                    "Search is away: {} To use an Elasticsearch of your own set SPRING_ELASTICSEARCH_URIS.",
                    cause.getMessage());
        } else {
            log.warn(
                    "Search is away. To use an Elasticsearch of your own set SPRING_ELASTICSEARCH_URIS.",
                    cause);
        }
    }

    private volatile boolean closing;

    int port() {
        return port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the node in good order, also if it is still starting. */
    @Override
    public void close() {
        closing = true;
        node.handle((started, failure) -> started).thenAccept(this::stop).join();
    }

    private void stop(@org.jspecify.annotations.Nullable EmbeddedElasticsearch started) {
        if (started != null) {
            started.close();
        }
    }
}
