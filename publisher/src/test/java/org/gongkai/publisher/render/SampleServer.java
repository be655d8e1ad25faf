package org.gongkai.publisher.render;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Serves a rendered sample to a browser, under the content security policy of the real site. */
final class SampleServer implements AutoCloseable {
    static final String POLICY = "default-src 'self'";

    private final RenderedSite site;
    private final Map<String, SamplePicture> pictures;
    private final Map<String, byte[]> drawn = new ConcurrentHashMap<>();
    private final HttpServer server;

    SampleServer(SampleSite sample) throws IOException {
        site = RenderedSite.of(sample.asContents());
        pictures = sample.pictures();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    RenderedSite site() {
        return site;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String file = path.endsWith("/") ? path + "index.html" : path;
            Page page = site.pages().get(file);
            SamplePicture picture = pictures.get(path);
            if (page != null) {
                send(exchange, page.status(), type(file), site.file(file));
            } else if (picture != null) {
                boolean webp = path.endsWith(".webp");
                byte[] bytes =
                        drawn.computeIfAbsent(path, none -> webp ? picture.webp() : picture.jpeg());
                send(exchange, 200, webp ? "image/webp" : "image/jpeg", bytes);
            } else {
                send(exchange, 404, type("/404.html"), site.file("/404.html"));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "atom" -> "application/atom+xml";
            case "xml" -> "application/xml";
            default -> "text/plain; charset=utf-8";
        };
    }

    /** Writes the whole sample to a directory, to be looked at with any browser. */
    static void main(String... args) throws IOException {
        Path root = Path.of(args[0]);
        SampleSite sample = SampleSite.whole();
        for (Map.Entry<String, byte[]> page :
                RenderedSite.of(sample.asContents()).bytes().entrySet()) {
            write(root, page.getKey(), page.getValue());
        }
        for (Map.Entry<String, SamplePicture> picture : sample.pictures().entrySet()) {
            boolean webp = picture.getKey().endsWith(".webp");
            write(
                    root,
                    picture.getKey(),
                    webp ? picture.getValue().webp() : picture.getValue().jpeg());
        }
    }

    private static void write(Path root, String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
