package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The search API as a process of its own, spoken to as strangers do: byte by byte. */
class RealServerIT {
    @TempDir static Path site;

    @SuppressWarnings("NullAway.Init") // by start()
    private static ConfigurableApplicationContext application;

    private static int port;

    @BeforeAll
    static void start() throws IOException {
        Path shell = site.resolve("search/index.html");
        Files.createDirectories(site.resolve("search"));
        Files.writeString(shell, FilledShellTest.exampleShell());
        Files.writeString(site.resolve("release.json"), "{\"lastRemoval\": 0}");
        application =
                SearchApplication.start(
                        Stream.concat(
                                        SharedNode.arguments().stream(),
                                        Stream.of(
                                                "--server.port=0",
                                                "--gongkai.search.shell=" + shell,
                                                "--gongkai.search.rate.per-second=1",
                                                "--gongkai.search.rate.burst=40"))
                                .toArray(String[]::new));
        port =
                Integer.parseInt(
                        application.getEnvironment().getRequiredProperty("local.server.port"));
        SearchIndex index = application.getBean(SearchIndex.class);
        index.rebuild(() -> Stream.of(Documents.of("1", "养犬管理规定", "正文")), 1);
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(application);
    }

    @Test
    void itAnswers() throws IOException {
        assertThat(get("/api/search?q=" + encoded("养犬"), "192.0.2.1"))
                .startsWith("HTTP/1.1 200")
                .contains("\"total\":1");
        assertThat(get("/search/?q=" + encoded("养犬"), "192.0.2.1"))
                .startsWith("HTTP/1.1 200")
                .contains("<em>养犬</em>");
    }

    @Test
    void aQuestionOfTenThousandCharactersIsRefusedWithoutATrace() throws IOException {
        for (String path : List.of("/api/search?q=", "/search/?q=", "/api/search/suggestions?q=")) {
            for (String text : List.of("养".repeat(10_000), "a".repeat(10_000))) {
                String answer = get(path + encoded(text), "192.0.2.2");
                int status = Integer.parseInt(answer.substring(9, 12));

                assertThat(status)
                        .as(path)
                        .isIn(path.contains("suggestions") ? 200 : 400, 400, 414, 431);
                assertThat(answer).doesNotContain("Exception", "at org.", "Apache Tomcat");
            }
        }
    }

    @Test
    void whatIsNoAddressIsRefusedWithoutATrace() throws IOException {
        for (String query :
                List.of(
                        "%00",
                        "%", "%zz", "%ff%fe", "%ed%a0%80", "%u4e00", "a%0d%0ab", "[]{}|^`")) {
            for (String path : List.of("/api/search?q=", "/search/?q=")) {
                String answer = get(path + query, "192.0.2.3");

                assertThat(answer.substring(9, 12)).as(path + query).isIn("200", "400");
                assertThat(answer).doesNotContain("Exception", "at org.");
            }
        }
    }

    @Test
    void whoAsksTooOftenWaitsAndOthersDoNot() throws IOException {
        String statuses =
                IntStream.range(0, 60)
                        .mapToObj(i -> status("192.0.2.4"))
                        .distinct()
                        .collect(Collectors.joining(","));

        assertThat(statuses).startsWith("200,429");
        String refused = get("/api/search?q=a", "192.0.2.4");
        assertThat(refused)
                .startsWith("HTTP/1.1 429")
                .contains("Retry-After: 5", "/problems/search-too-many");
        assertThat(get("/search/?q=a", "192.0.2.4")).startsWith("HTTP/1.1 429").contains("您查找得太频繁");
        assertThat(get("/api/search/suggestions?q=a", "192.0.2.4")).startsWith("HTTP/1.1 429");
        assertThat(get("/api/search/related?id=1", "192.0.2.4")).startsWith("HTTP/1.1 429");
        assertThat(status("192.0.2.5")).isEqualTo("200");
    }

    @Test
    void whoPretendsToBeManyIsOne() throws IOException {
        String statuses =
                IntStream.range(0, 60)
                        .mapToObj(i -> status("198.51.100." + i + ", 10.0.0.7"))
                        .distinct()
                        .collect(Collectors.joining(","));

        assertThat(statuses).startsWith("200,429");
    }

    private static String status(String address) {
        try {
            return get("/api/search?q=a", address).substring(9, 12);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The whole answer, as it comes; from this address through a proxy. */
    private static String get(String target, String address) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + target
                                            + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: "
                                            + address
                                            + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
