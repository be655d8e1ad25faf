package org.gongkai.content.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The nginx of the compose file over a small released tree. */
class NginxIT {
    @TempDir Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private final HttpServer content = saying("content");
    private final HttpServer search = saying("search");
    private Process nginx = ended();

    NginxIT() throws IOException {}

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
        write("a/.gone/media/1/photo.jpg", "no longer here");
        write("a/media/2/film.mp4", "0123456789");
        write("a/release.json", "{\"release\":12}");
        write("a/404.html", "not here");
        write("a/theme/site.0123abcd.css", "body{}");
        write("a/theme/words.json", "{}");
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
        content.stop(0);
        search.stop(0);
        nginx.destroy();
        assertThat(nginx.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pagesRevalidateAndFingerprintedAssetsNeverDo() throws Exception {
        HttpResponse<String> article = get("/news/0512-1/");
        assertThat(article.statusCode()).isEqualTo(200);
        assertThat(article.body()).isEqualTo("article");
        assertThat(article.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(article.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(article.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("object-src 'none'"));
        String etag = article.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/news/0512-1/", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("/theme/site.0123abcd.css").headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
        assertThat(get("/theme/words.json").headers().firstValue("Cache-Control"))
                .hasValue("no-cache");
    }

    @Test
    void whatWasWithdrawnIsGoneAndTheRestWasNeverThere() throws Exception {
        for (String address :
                List.of("/news/0512-2/", "/news/0512-2", "/news/0512-2/index.html?page=2")) {
            HttpResponse<String> withdrawn = get(address);
            assertThat(withdrawn.statusCode()).as(address).isEqualTo(410);
            assertThat(withdrawn.body()).isEqualTo("withdrawn");
            assertThat(withdrawn.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(withdrawn.headers().firstValue("Content-Security-Policy")).isPresent();
        }
        HttpResponse<String> photo = get("/media/1/photo.jpg");
        assertThat(photo.statusCode()).isEqualTo(410);
        assertThat(photo.body()).isEqualTo("no longer here");
        assertThat(photo.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        for (String address :
                List.of(
                        "/news/0512-3/",
                        "/news/0512-3",
                        "/theme",
                        "/theme/",
                        "/theme/site.ffffffff.css",
                        "/.gone/news/0512-2/index.html",
                        "/internal/anything")) {
            HttpResponse<String> absent = get(address);
            assertThat(absent.statusCode()).as(address).isEqualTo(404);
            assertThat(absent.body()).isEqualTo("not here");
            assertThat(absent.headers().firstValue("Cache-Control")).hasValue("no-cache");
        }
    }

    @Test
    void aPageWithoutTheSlashLeadsToItself() throws Exception {
        HttpResponse<String> article = get("/news/0512-1?from=feed");
        assertThat(article.statusCode()).isEqualTo(301);
        assertThat(article.headers().firstValue("Location")).hasValue("/news/0512-1/?from=feed");
        assertThat(article.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void aPartOfAFilmIsAnswered() throws Exception {
        HttpResponse<String> part = get("/media/2/film.mp4", "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 2-4/10");
        assertThat(get("/media/2/film.mp4", "Range", "bytes=10-").statusCode()).isEqualTo(416);
    }

    @Test
    void whatTheReleaseCompressedIsSentToWhomeverTakesIt() throws Exception {
        write("a/news/0512-1/index.html.gz", "stands for what is compressed");
        write("a/.gone/news/0512-2/index.html.gz", "stands for the page of status 410");
        HttpResponse<String> compressed = get("/news/0512-1/", "Accept-Encoding", "gzip");
        assertThat(compressed.body()).isEqualTo("stands for what is compressed");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(compressed.headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(get("/news/0512-1/").headers().firstValue("ETag"));
        HttpResponse<String> withdrawn = get("/news/0512-2/", "Accept-Encoding", "gzip");
        assertThat(withdrawn.statusCode()).isEqualTo(410);
        assertThat(withdrawn.body()).isEqualTo("stands for the page of status 410");
    }

    @Test
    void aSwitchedLinkIsSeenByTheNextRequest() throws Exception {
        write("b/index.html", "the next release");
        write("b/release.json", "{\"release\":13}");
        assertThat(get("/release.json").body()).isEqualTo("{\"release\":12}");
        switchTo("b");
        assertThat(get("/").body()).isEqualTo("the next release");
        assertThat(get("/release.json").body()).isEqualTo("{\"release\":13}");
    }

    /** One release shows the article and the other has withdrawn it; none knows nothing of it. */
    @Test
    void anAnswerIsOfOneReleaseAlsoWhileTheLinkIsSwitched() throws Exception {
        write("b/.gone/news/0512-1/index.html", "withdrawn");
        CompletableFuture<Set<String>> answers =
                CompletableFuture.supplyAsync(
                        () ->
                                IntStream.range(0, 2_000)
                                        .mapToObj(n -> answer("/news/0512-1/"))
                                        .collect(Collectors.toSet()));
        while (!answers.isDone()) {
            switchTo("b");
            switchTo("a");
        }
        assertThat(answers.get()).isSubsetOf("200 article", "410 withdrawn");
    }

    @Test
    void thereIsNothingToShowBeforeTheFirstRelease() throws Exception {
        Files.delete(site().resolve("current"));
        assertThat(get("/").statusCode()).isEqualTo(503);
        assertThat(get("/etc/passwd").statusCode()).isEqualTo(503);
    }

    @Test
    void searchIsAskedForTheReaderThatNginxSees() throws Exception {
        for (String address :
                List.of(
                        "/search/?q=dog",
                        "/api/search?q=dog",
                        "/api/search/suggestions?q=dog",
                        "/api/search/related?id=1")) {
            assertThat(get(address, "X-Forwarded-For", "192.0.2.1").body())
                    .isEqualTo("search " + address + " for [127.0.0.1]");
        }
        assertThat(get("/search").headers().firstValue("Location")).hasValue("/search/");
        assertThat(get("/api/v1/me").body()).isEqualTo("content /api/v1/me for [127.0.0.1]");
    }

    private void switchTo(String tree) throws IOException {
        Files.createSymbolicLink(site().resolve("next"), Path.of(tree));
        Files.move(
                site().resolve("next"), site().resolve("current"), StandardCopyOption.ATOMIC_MOVE);
    }

    private String answer(String path) {
        try {
            HttpResponse<String> answer = get(path);
            return answer.statusCode() + " " + answer.body();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private Path site() {
        return directory.resolve("site");
    }

    private boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The real file, with this machine's places in the place of the containers'. */
    private Path configuration() throws IOException {
        String text =
                Files.readString(Repository.file("deploy/nginx.conf"))
                        .replace("root /site/", "root " + site() + "/")
                        .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                        .replace("server content-service:8080;", server(content))
                        .replace("server search-indexer:8080;", server(search))
                        .replace("/tmp/nginx", directory.resolve("nginx").toString())
                        .replace("access_log /dev/stdout;", "access_log off;")
                        .replace("events {", "user root;\nevents {");
        return Files.writeString(directory.resolve("nginx.conf"), text);
    }

    private static String server(HttpServer server) {
        return "server 127.0.0.1:" + server.getAddress().getPort() + ";";
    }

    /** Says what it was asked, and for whom. */
    private static HttpServer saying(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                asked -> {
                    byte[] said =
                            "%s %s for %s"
                                    .formatted(
                                            name,
                                            asked.getRequestURI(),
                                            asked.getRequestHeaders().get("X-Forwarded-For"))
                                    .getBytes(StandardCharsets.UTF_8);
                    asked.sendResponseHeaders(200, said.length);
                    try (OutputStream out = asked.getResponseBody()) {
                        out.write(said);
                    }
                });
        server.start();
        return server;
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
