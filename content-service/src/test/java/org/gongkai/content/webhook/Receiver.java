package org.gongkai.content.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another system that is told of events: a real server that keeps what it was sent. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile Answering answering = exchange -> answer(exchange, 204);

    /** A request as it came. */
    record Received(String path, Map<String, String> headers, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String header(String name) {
            return Objects.requireNonNull(headers.get(name), name);
        }

        String type() {
            return json().get("type").asString();
        }

        String document() {
            return json().at("/data/document").asString();
        }
    }

    /** What it does with a request that it has read and kept. */
    interface Answering {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers as it is told from now on. */
    Receiver answering(Answering how) {
        answering = how;
        return this;
    }

    /** Answers with these statuses in turn, and with the last one for ever. */
    Receiver answering(Integer... statuses) {
        BlockingQueue<Integer> left = new LinkedBlockingQueue<>(List.of(statuses));
        return answering(
                exchange ->
                        answer(
                                exchange,
                                left.size() > 1
                                        ? Objects.requireNonNull(left.poll())
                                        : Objects.requireNonNull(left.peek())));
    }

    WebhookUrl url() {
        return new WebhookUrl("http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()));
    }

    /** What comes next; a minute is more than anything here takes. */
    Received next() throws InterruptedException {
        Received next = received.poll(1, TimeUnit.MINUTES);
        return Objects.requireNonNull(next, "nothing was received");
    }

    List<Received> next(int count) throws InterruptedException {
        List<Received> all = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    /** What came and was not looked at. */
    List<Received> rest() {
        List<Received> rest = new java.util.ArrayList<>();
        received.drainTo(rest);
        return rest;
    }

    static void answer(HttpExchange exchange, int status, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name, values.getFirst()));
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(exchange.getRequestURI().toString(), headers, body));
            answering.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** For waiting that ends as soon as what is waited for is there. */
    static final Duration PATIENCE = Duration.ofMinutes(1);
}
