package org.gongkai.content.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The nginx of the compose file over a small released tree. */
class NginxIT {
    @TempDir Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private Process nginx = ended();

    @BeforeEach
    void serveATree() throws Exception {
        Path program =
                Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(Path.of("absent"));
        Assumptions.assumeTrue(Files.isExecutable(program), "nginx is not installed");
        write("a/index.html", "home");
        write("a/news/0512-1/index.html", "article");
        write("a/.gone/news/0512-2/index.html", "withdrawn");
        write("a/404.html", "not here");
        write("a/theme/site.0123abcd.css", "body{}");
        Files.createSymbolicLink(site().resolve("current"), Path.of("a"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = configuration();
        Process check = start(program, "-t", configuration);
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
        nginx = start(program, "-q", configuration);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(this::answers);
    }

    @AfterEach
    void stop() throws InterruptedException {
        nginx.destroy();
        assertThat(nginx.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pagesRevalidateAndFingerprintedAssetsNeverDo() throws Exception {
        HttpResponse<String> article = get("/news/0512-1/");
        assertThat(article.statusCode()).isEqualTo(200);
        assertThat(article.body()).isEqualTo("article");
        assertThat(article.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(article.headers().firstValue("ETag")).isPresent();
        assertThat(article.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(article.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("object-src 'none'"));
        assertThat(get("/theme/site.0123abcd.css").headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
    }

    @Test
    void whatWasWithdrawnIsGoneAndTheRestWasNeverThere() throws Exception {
        HttpResponse<String> withdrawn = get("/news/0512-2/");
        assertThat(withdrawn.statusCode()).isEqualTo(410);
        assertThat(withdrawn.body()).isEqualTo("withdrawn");
        HttpResponse<String> absent = get("/news/0512-3/");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).isEqualTo("not here");
        assertThat(get("/.gone/news/0512-2/index.html").statusCode()).isEqualTo(404);
        assertThat(get("/internal/anything").statusCode()).isEqualTo(404);
    }

    @Test
    void aSwitchedLinkIsSeenByTheNextRequest() throws Exception {
        write("b/index.html", "the next release");
        Files.createSymbolicLink(site().resolve("next"), Path.of("b"));
        Files.move(
                site().resolve("next"),
                site().resolve("current"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        assertThat(get("/").body()).isEqualTo("the next release");
    }

    private Path site() {
        return directory.resolve("site");
    }

    private boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The real file, with this machine's places in the place of the containers'. */
    private Path configuration() throws IOException {
        String text =
                Files.readString(Repository.file("deploy/nginx.conf"))
                        .replace("/site/current", site().resolve("current").toString())
                        .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                        .replaceAll(
                                "server (content-service|search-indexer):8080;",
                                "server 127.0.0.1:9;")
                        .replace("/tmp/nginx", directory.resolve("nginx").toString())
                        .replace("access_log /dev/stdout;", "access_log off;")
                        .replace("events {", "user root;\nevents {");
        return Files.writeString(directory.resolve("nginx.conf"), text);
    }

    private Process start(Path program, String option, Path configuration) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                program.toString(),
                                option,
                                "-p",
                                directory.toString(),
                                "-c",
                                configuration.toString(),
                                "-g",
                                "daemon off;"))
                .redirectErrorStream(true)
                .redirectOutput(
                        option.equals("-t")
                                ? ProcessBuilder.Redirect.PIPE
                                : ProcessBuilder.Redirect.to(
                                        directory.resolve("nginx.log").toFile()))
                .start();
    }

    private void write(String path, String content) throws IOException {
        Path file = site().resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }

    private static Process ended() {
        try {
            Process process = new ProcessBuilder("true").start();
            process.waitFor();
            return process;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
