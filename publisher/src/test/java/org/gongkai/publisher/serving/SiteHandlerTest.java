package org.gongkai.publisher.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.ContentTypes;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

class SiteHandlerTest {
    private static final Sha256 NONE = Sha256.of(new byte[0]);
    private static final String LONG = "<p>公开</p>".repeat(400);
    private static final String VIDEO = "0123456789";
    private static final Readers READERS = new Readers(Set.of("/api/", "/workbench"));
    private static final Map<String, String> SITE =
            Map.of(
                    "/index.html", LONG,
                    "/short.html", "short",
                    "/news/index.html", "news",
                    "/news/1/index.html", "GONE withdrawn",
                    "/media/1/film.mp4", VIDEO,
                    "/theme/site.12345678.css", "body{}",
                    "/search/index.html", "to be filled",
                    "/404.html", "NOT FOUND no such page");

    private final Path directory;
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final SiteHandlerMapping mapping;
    private final SiteHandler handler;

    SiteHandlerTest(@TempDir Path directory) {
        this.directory = directory;
        store = ReleaseStore.in(directory.resolve("releases"));
        trees = SiteTrees.in(directory.resolve("site"), store, Duration.ZERO);
        handler = new SiteHandler(trees, store);
        mapping = new SiteHandlerMapping(handler, READERS);
    }

    @BeforeEach
    void nothingIsShownBeforeTheFirstRelease() {
        MockHttpServletResponse answer = get("/");

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("60");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(text(answer)).contains("本专栏尚未发布");
        assertThat(answer("HEAD", "/", Map.of()).getContentAsByteArray()).isEmpty();
        release(7, SITE);
    }

    @Test
    void aPageSaysWhichReleaseItIsOfAndIsNotKeptWithoutAsking() {
        MockHttpServletResponse answer = get("/short.html");

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("short");
        assertThat(headers(answer))
                .isEqualTo(
                        Map.of(
                                "X-Gongkai-Release", "7",
                                "ETag", etag("/short.html"),
                                "Cache-Control", "no-cache",
                                "Accept-Ranges", "bytes",
                                "Content-Type", "text/html; charset=utf-8",
                                "Content-Length", "5",
                                "X-Content-Type-Options", "nosniff",
                                "Referrer-Policy", "strict-origin-when-cross-origin",
                                "Content-Security-Policy",
                                        "default-src 'self'; img-src 'self' data:; base-uri 'self'; object-src 'none';"
                                                + " form-action 'self'; frame-ancestors 'self'"));
    }

    @Test
    void onlyFingerprintedThemeFilesNeverChange() {
        assertThat(get("/theme/site.12345678.css").getHeader("Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(get("/theme/missing.css").getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/media/1/film.mp4").getHeader("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void aPageThatIsNotCompressedYetIsAnsweredAsItIs() throws IOException {
        Files.delete(directory.resolve("site/current/index.html.gz"));

        MockHttpServletResponse answer = get("/", "Accept-Encoding", "gzip");

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Encoding")).isNull();
        assertThat(answer.getHeader("ETag")).isEqualTo(etag("/index.html"));
        assertThat(text(answer)).isEqualTo(LONG);
    }

    @Test
    void aDirectoryAnswersWithItsIndexAndItsNameWithoutASlashLeadsThere() {
        assertThat(text(get("/news/"))).isEqualTo("news");

        MockHttpServletResponse answer = ask("GET", "/news", "page=2&q=%E5%85%AC", Map.of());

        assertThat(answer.getStatus()).isEqualTo(301);
        assertThat(answer.getHeader("Location")).isEqualTo("/news/?page=2&q=%E5%85%AC");
        assertThat(answer.getHeader("X-Gongkai-Release")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//example.com",
                "//example.com/..",
                "//news",
                "/%2Fexample.com",
                "/%5Cexample.com",
                "/\\example.com",
                "///news",
                "/news/..",
                "/.",
                "/;/news"
            })
    void nobodyIsSentToAnotherSite(String path) {
        MockHttpServletResponse answer = get(path);

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getHeader("Location")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/news/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/%2e%2e%2fsecret.txt",
                "/..%2fsecret.txt",
                "/..%5csecret.txt",
                "/%252e%252e/secret.txt",
                "/%c0%ae%c0%ae/secret.txt",
                "/..%00/secret.txt",
                "/%",
                "/%zz",
                "/stranger.html",
                "/.gone/news/1/index.html",
                "/a.holds",
                "/index.html.gz",
                "/index.html%00.jpg"
            })
    void whatIsNotInTheManifestIsNotReached(String path) throws IOException {
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(directory.resolve("site/secret.txt"), "secret");
        Files.writeString(directory.resolve("site/current/stranger.html"), "secret");

        MockHttpServletResponse answer = get(path);

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(text(answer)).isEqualTo("NOT FOUND no such page");
    }

    @Test
    void aPageThatNeverWasAndOneThatWasWithdrawnSaySoInWords() {
        MockHttpServletResponse missing = get("/nowhere/");
        assertThat(missing.getStatus()).isEqualTo(404);
        assertThat(text(missing)).isEqualTo("NOT FOUND no such page");
        assertThat(missing.getHeader("X-Gongkai-Release")).isEqualTo("7");
        assertThat(missing.getHeader("Cache-Control")).isEqualTo("no-cache");

        MockHttpServletResponse gone = get("/news/1/");
        assertThat(gone.getStatus()).isEqualTo(410);
        assertThat(text(gone)).isEqualTo("GONE withdrawn");
        MockHttpServletResponse withoutSlash = get("/news/1");
        assertThat(withoutSlash.getStatus()).isEqualTo(410);
        assertThat(headers(withoutSlash)).isEqualTo(headers(gone));
        assertThat(text(withoutSlash)).isEqualTo("GONE withdrawn");
        assertThat(get("/news/1/", "If-None-Match", Objects.requireNonNull(gone.getHeader("ETag"))))
                .extracting(MockHttpServletResponse::getStatus)
                .isEqualTo(410);
    }

    @Test
    void theETagIsOfTheBytesAndWhoHasThemIsToldSo() {
        String etag = Objects.requireNonNull(get("/").getHeader("ETag"));
        assertThat(etag).isEqualTo(etag("/index.html")).matches("\"[0-9a-f]{32}\"");

        for (String asked : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
            MockHttpServletResponse answer = get("/", "If-None-Match", asked);
            assertThat(answer.getStatus()).as(asked).isEqualTo(304);
            assertThat(answer.getContentAsByteArray()).isEmpty();
            assertThat(answer.getHeader("ETag")).isEqualTo(etag);
            assertThat(answer.getHeader("Vary")).isEqualTo("Accept-Encoding");
            assertThat(answer.getHeader("X-Gongkai-Release")).isEqualTo("7");
        }
        assertThat(get("/", "If-None-Match", "\"other\"").getStatus()).isEqualTo(200);
    }

    @Test
    void anUnchangedPageKeepsItsETagInTheNextReleaseAndAChangedOneDoesNot() {
        String home = etag("/index.html");
        Map<String, String> next = new TreeMap<>(SITE);
        next.put("/short.html", "other");

        release(8, next);

        assertThat(get("/", "If-None-Match", home).getStatus()).isEqualTo(304);
        assertThat(get("/", "If-None-Match", home).getHeader("X-Gongkai-Release")).isEqualTo("8");
        assertThat(get("/short.html", "If-None-Match", quoted("short")).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "GZIP|true",
                "br, gzip;q=0.5|true",
                "*|true",
                "gzip;q=0|false",
                "gzip;q=0.000|false",
                "gzip;q=0, *|false",
                "*;q=0, gzip|true",
                "br, identity|false",
                "''|false"
            })
    void aLongTextTravelsCompressedToWhoTakesIt(String accepted, boolean compressed)
            throws IOException {
        MockHttpServletResponse answer = get("/", "Accept-Encoding", accepted);

        assertThat(answer.getHeader("Vary")).isEqualTo("Accept-Encoding");
        assertThat(answer.getHeader("Content-Encoding")).isEqualTo(compressed ? "gzip" : null);
        assertThat(answer.getContentLength()).isEqualTo(answer.getContentAsByteArray().length);
        if (compressed) {
            assertThat(answer.getContentLength()).isLessThan(LONG.length());
            assertThat(answer.getHeader("ETag"))
                    .isEqualTo(etag("/index.html").replaceFirst("\"$", "-gz\""));
            assertThat(get("/", "If-None-Match", etag("/index.html"), "Accept-Encoding", accepted))
                    .as("a tag of the other form does not match")
                    .extracting(MockHttpServletResponse::getStatus)
                    .isEqualTo(200);
            try (GZIPInputStream in =
                    new GZIPInputStream(new ByteArrayInputStream(answer.getContentAsByteArray()))) {
                assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(LONG);
            }
        } else {
            assertThat(text(answer)).isEqualTo(LONG);
        }
    }

    @Test
    void whatIsCompressedAlreadyIsNotCompressedAgain() {
        release(
                8,
                Map.of(
                        "/media/1/p.jpg", LONG,
                        "/media/1/table.docx", LONG,
                        "/feed.atom", LONG,
                        "/news.json", LONG));

        for (String path : new String[] {"/media/1/p.jpg", "/media/1/table.docx"}) {
            MockHttpServletResponse answer = get(path, "Accept-Encoding", "gzip");
            assertThat(answer.getHeader("Content-Encoding")).as(path).isNull();
            assertThat(answer.getHeader("Vary")).isNull();
            assertThat(answer.getHeader("Accept-Ranges")).isEqualTo("bytes");
        }
        for (String path : new String[] {"/feed.atom", "/news.json"}) {
            assertThat(get(path, "Accept-Encoding", "gzip").getHeader("Content-Encoding"))
                    .as(path)
                    .isEqualTo("gzip");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0|206|bytes 0-0/10|0",
                "bytes=2-4|206|bytes 2-4/10|234",
                "bytes=7-|206|bytes 7-9/10|789",
                "bytes=-3|206|bytes 7-9/10|789",
                "bytes=-99|206|bytes 0-9/10|0123456789",
                "bytes=8-99|206|bytes 8-9/10|89",
                "bytes=10-|416|bytes */10|''",
                "bytes=99-100|416|bytes */10|''",
                "bytes=-0|416|bytes */10|''",
                "bytes=0-1,4-5|200||0123456789",
                "bytes=4-2|200||0123456789",
                "bytes=-|200||0123456789",
                "bytes=a-b|200||0123456789",
                "lines=1-2|200||0123456789",
                "bytes=99999999999999999999-|200||0123456789"
            })
    void aPartOfAFilmIsAnsweredAndMoreThanOneIsAnsweredWithAll(
            String range, int status, @Nullable String contentRange, String body) {
        MockHttpServletResponse answer = get("/media/1/film.mp4", "Range", range);

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Range")).isEqualTo(contentRange);
        assertThat(text(answer)).isEqualTo(body);
        assertThat(answer.getHeader("ETag")).isEqualTo(etag("/media/1/film.mp4"));
    }

    @Test
    void aPartIsOnlyAPartOfTheBytesThatTheAskerHas() {
        String etag = etag("/media/1/film.mp4");

        assertThat(text(get("/media/1/film.mp4", "Range", "bytes=0-1", "If-Range", etag)))
                .isEqualTo("01");
        assertThat(text(get("/media/1/film.mp4", "Range", "bytes=0-1", "If-Range", "\"old\"")))
                .isEqualTo(VIDEO);
        assertThat(get("/media/1/film.mp4", "Range", "bytes=0-1", "If-None-Match", etag))
                .extracting(MockHttpServletResponse::getStatus)
                .isEqualTo(304);
        assertThat(get("/", "Range", "bytes=0-1").getStatus()).isEqualTo(200);
    }

    @Test
    void headSaysWhatGetWouldSayAndRangesAreOfGetAlone() {
        for (String path : new String[] {"/", "/news", "/news/1/", "/nowhere", "/release.json"}) {
            MockHttpServletResponse head = answer("HEAD", path, Map.of());
            MockHttpServletResponse get = get(path);
            assertThat(head.getStatus()).isEqualTo(get.getStatus());
            assertThat(headers(head)).isEqualTo(headers(get));
            assertThat(head.getContentAsByteArray()).isEmpty();
        }
        MockHttpServletResponse head =
                answer("HEAD", "/media/1/film.mp4", Map.of("Range", "bytes=0-1"));
        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(head.getContentLength()).isEqualTo(10);
    }

    @Test
    void theReleaseDescribesItself() {
        MockHttpServletResponse answer = get("/release.json");

        assertThat(text(answer))
                .matches(
                        "\\{\"documents\":0,\"files\":\"[0-9a-f]{64}\","
                                + "\"instant\":\"2020-05-14T16:00:07Z\",\"lastRemoval\":0,"
                                + "\"manifest\":\"%s\",\"pages\":4,\"release\":7,\"theme\":\"%s\"}\n"
                                        .formatted(root(), NONE));
        assertThat(answer.getContentType()).isEqualTo("application/json");
    }

    @Test
    void aFileThatAStrangerChangedIsServedAsItWasApproved() throws IOException {
        Files.writeString(directory.resolve("site/current/news/index.html"), "a stranger's news");
        Files.delete(directory.resolve("site/current/short.html"));

        assertThat(text(get("/news/"))).isEqualTo("news");
        assertThat(text(get("/short.html"))).isEqualTo("short");
    }

    @Test
    void onlyReadingIsAnsweredAndOnlyOutsideOfWhatOthersAnswer() throws Exception {
        assertThat(mapping.getHandler(new MockHttpServletRequest("GET", "/api/search"))).isNull();
        assertThat(mapping.getHandler(new MockHttpServletRequest("GET", "/workbench"))).isNull();
        assertThat(mapping.getHandler(new MockHttpServletRequest("POST", "/news/"))).isNull();
        assertThat(mapping.getHandler(new MockHttpServletRequest("HEAD", "/news/"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/news/", "/news/1/", "/media/1/film.mp4", "/short%2Ehtml"})
    void whatTheSiteShowsIsAnsweredBeforeAnythingElseIsAsked(String path) throws Exception {
        MockHttpServletResponse early = new MockHttpServletResponse();
        MockFilterChain others = new MockFilterChain();
        new ReaderFilter(handler, READERS)
                .doFilter(new MockHttpServletRequest("GET", path), early, others);
        MockHttpServletResponse late = get(path);

        assertThat(others.getRequest()).isNull();
        assertThat(early.getStatus()).isEqualTo(late.getStatus());
        assertThat(headers(early)).isEqualTo(headers(late));
        assertThat(early.getContentAsByteArray()).isEqualTo(late.getContentAsByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /search/",
        "GET, /%73earch/",
        "GET, /api/search",
        "GET, /workbench",
        "GET, /news",
        "GET, /nothing/",
        "GET, /release.json",
        "POST, /news/"
    })
    void everythingElseGoesTheLongWay(String method, String path) throws Exception {
        MockFilterChain others = new MockFilterChain();
        new ReaderFilter(handler, READERS)
                .doFilter(
                        new MockHttpServletRequest(method, path),
                        new MockHttpServletResponse(),
                        others);
        assertThat(others.getRequest()).isNotNull();
    }

    @Test
    void overHttpsTheBrowserIsToldToStayThere() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        MockHttpServletResponse answer = new MockHttpServletResponse();
        handler.handleRequest(request, answer);
        assertThat(answer.getHeader("Strict-Transport-Security")).isNull();
        request.setSecure(true);
        handler.handleRequest(request, answer);
        assertThat(answer.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    private String root() {
        return trees.current().orElseThrow().root().hex();
    }

    private static String etag(String path) {
        return quoted(Objects.requireNonNull(SITE.get(path)));
    }

    private static String quoted(String text) {
        Sha256 digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return "\"" + digest.hex().substring(0, 32) + "\"";
    }

    private MockHttpServletResponse get(String path, String... headers) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return answer("GET", path, all);
    }

    private MockHttpServletResponse answer(
            String method, String path, Map<String, String> headers) {
        return ask(method, path, null, headers);
    }

    private MockHttpServletResponse ask(
            String method, String path, @Nullable String query, Map<String, String> headers) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setQueryString(query);
        headers.forEach(request::addHeader);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            handler.handleRequest(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    private static Map<String, String> headers(MockHttpServletResponse response) {
        Map<String, String> headers = new TreeMap<>();
        response.getHeaderNames()
                .forEach(name -> headers.put(name, String.valueOf(response.getHeader(name))));
        return headers;
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private void release(long number, Map<String, String> texts) {
        Manifest manifest;
        try (ReleasePack pack = store.begin(number)) {
            ManifestDraft draft = store.draft(null, pack);
            texts.forEach((path, text) -> draft.file(path, entry(path, text, pack)));
            manifest =
                    draft.seal(
                            new ManifestDraft.Words(
                                    number,
                                    Instant.parse("2020-05-14T16:00:00Z").plusSeconds(number),
                                    number,
                                    NONE,
                                    NONE,
                                    NONE,
                                    0,
                                    null,
                                    null,
                                    new TreeMap<>(),
                                    new TreeMap<>()));
            pack.seal();
        }
        store.keep(manifest);
        trees.prepare(manifest);
        trees.activate(manifest);
    }

    private static Entry entry(String path, String text, ReleasePack pack) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int status = text.startsWith("GONE") ? 410 : text.startsWith("NOT FOUND") ? 404 : 200;
        String type =
                path.endsWith(".docx")
                        ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                        : ContentTypes.of(path);
        return new Entry(pack.put(bytes), bytes.length, status, type, null, null);
    }
}
