package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Takes bulks as an engine does that is sometimes not well. */
final class FakeEngine implements AutoCloseable {
    static final int BREAK = -1;

    private final HttpServer server;
    private final Deque<Integer> moods = new ConcurrentLinkedDeque<>();
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    FakeEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/_bulk", this::bulk);
        server.start();
    }

    /** What comes of the next requests: a status, or {@link #BREAK}; afterwards all is well. */
    FakeEngine first(Integer... next) {
        moods.addAll(List.of(next));
        return this;
    }

    Engine engine() {
        ElasticsearchClient client =
                ElasticsearchClient.of(
                        c -> c.host("http://127.0.0.1:" + server.getAddress().getPort()));
        return new Engine(client, Duration.ofSeconds(30), 4);
    }

    private void bulk(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            List<String> actions =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(
                                    line ->
                                            line.startsWith("{\"index\":{")
                                                    || line.startsWith("{\"delete\":{"))
                            .toList();
            Integer mood = moods.poll();
            atOnce.decrementAndGet();
            if (mood != null && mood == BREAK) {
                return;
            }
            if (mood != null) {
                answer(
                        exchange,
                        mood,
                        "{\"error\":{\"type\":\"busy\",\"reason\":\"busy\"},\"status\":%d}"
                                .formatted(mood));
                return;
            }
            taken.addAndGet(actions.size());
            answer(
                    exchange,
                    200,
                    actions.stream()
                            .map(FakeEngine::item)
                            .collect(
                                    Collectors.joining(
                                            ",",
                                            "{\"took\":1,\"errors\":false,\"items\":[",
                                            "]}")));
        }
    }

    private static String item(String action) {
        boolean index = action.startsWith("{\"index\"");
        return "{\"%s\":{\"_index\":\"a-1\",\"_id\":\"x\",\"status\":%d,\"result\":\"%s\"}}"
                .formatted(
                        index ? "index" : "delete",
                        index ? 201 : 404,
                        index ? "created" : "not_found");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
