package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.PublisherConfiguration;
import org.gongkai.publisher.Releases;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.SearchIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** Readers over HTTP, from the real server, while one release follows another. */
class ReadersIT {
    private static final int RELEASES = 100;

    private final Path home;
    private final ConfigurableApplicationContext application;
    private final InMemoryContent content;
    private final TinyRenderer renderer;
    private final Random random = new Random(20200515);
    private final List<Draft> shown = new ArrayList<>();
    private int written;

    ReadersIT(@TempDir Path home) {
        this.home = home;
        BatchTables.empty();
        application =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.main.banner-mode=off",
                                "--spring.batch.job.enabled=false",
                                "--spring.batch.jdbc.initialize-schema=never",
                                "--gongkai.home=" + home,
                                "--gongkai.publisher.grace=20ms",
                                "--gongkai.publisher.origin=https://www.example.org",
                                "--gongkai.publisher.site-name=测试站",
                                "--gongkai.publisher.conformance.unset-identity=warn");
        content = application.getBean(InMemoryContent.class);
        renderer = application.getBean(TinyRenderer.class);
        for (int i = 0; i < 8; i++) {
            write();
        }
        release();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void everyAnswerIsWhollyOfOneReleaseAndNoLinkIsDeadWithoutAWord() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        List<Reader> readers =
                IntStream.range(0, 4)
                        .mapToObj(number -> new Reader(site(), store(), number % 2 == 0, over))
                        .toList();
        List<Thread> threads =
                readers.stream().map(reader -> Thread.ofPlatform().start(reader)).toList();

        for (int number = 0; number < RELEASES; number++) {
            change(number);
            release();
        }
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(readers).flatExtracting(reader -> reader.wrong).isEmpty();
        assertThat(readers).allMatch(reader -> reader.releases.size() > RELEASES / 3);
        assertThat(readers.stream().mapToInt(reader -> reader.gone).sum()).isPositive();
    }

    @Test
    void theRealServerGivesNothingAwayAndSendsNobodyElsewhere() throws IOException {
        Files.writeString(home.resolve("secret.txt"), "not for readers");
        Files.writeString(home.resolve("site/secret.txt"), "not for readers");

        for (String target :
                List.of(
                        "/../secret.txt",
                        "/%2e%2e/secret.txt",
                        "/%2e%2e%2fsecret.txt",
                        "/..%5csecret.txt",
                        "/news/..;/..;/secret.txt",
                        "/%252e%252e/secret.txt",
                        "//example.com/%2e%2e",
                        "//example.com",
                        "/%2fexample.com",
                        "/\\example.com",
                        "http://example.com/nowhere")) {
            String answer = raw("GET " + target + " HTTP/1.1");
            assertThat(answer).as(target).matches("(?s)HTTP/1\\.1 40[04] .*");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .as(target)
                    .doesNotContain("not for readers", "location:");
        }
    }

    private String raw(String requestLine) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site().getPort())) {
            String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private URI site() {
        return URI.create(
                "http://127.0.0.1:"
                        + application.getEnvironment().getProperty("local.server.port"));
    }

    private ReleaseStore store() {
        return application.getBean(ReleaseStore.class);
    }

    private void release() {
        assertThat(application.getBean(Releases.class).release("tester").changed()).isTrue();
    }

    /** Something new, something changed, something withdrawn, and now and then another theme. */
    private void change(int number) {
        write();
        if (number % 2 == 0) {
            content.approve(withFile(shown.get(random.nextInt(shown.size()))));
        }
        while (shown.size() > 6) {
            Draft draft =
                    shown.remove(random.nextInt(shown.size() - 1)); // the last is not live yet
            content.withdraw(draft.document(), draft.path(), Instant.EPOCH.plusSeconds(number));
        }
        if (number % 7 == 3) {
            renderer.theme("theme " + number);
        }
    }

    private void write() {
        written++;
        String section = List.of("news", "policies", "reading").get(random.nextInt(3));
        Draft draft = InMemoryContent.draft("文" + written, section);
        content.approve(withFile(draft));
        shown.add(draft);
    }

    /** An edition with a body and a file that no edition had before; long enough to compress. */
    private Draft withFile(Draft draft) {
        byte[] bytes = new byte[100];
        random.nextBytes(bytes);
        Draft next = InMemoryContent.draft(draft.name(), draft.section());
        return next.with("body", "<p>正文" + random.nextInt() + "</p>" + "<p>公开</p>".repeat(100))
                .using(content.asset(bytes), "ATTACHMENT", "application/pdf", "a.pdf", "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PublisherConfiguration.class)
    static class Application {
        @Bean
        @BatchDataSource
        DataSource batchDataSource() {
            return BatchTables.dataSource();
        }

        @Bean
        PlatformTransactionManager transactionManager(@BatchDataSource DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        Clock clock() {
            return new SteppingClock();
        }

        @Bean
        InMemoryContent content() {
            return new InMemoryContent();
        }

        @Bean
        InMemoryLedger ledger(InMemoryContent content, Clock clock) {
            return new InMemoryLedger(content, clock);
        }

        @Bean
        SearchIndex index() {
            return new InMemoryIndex();
        }

        @Bean
        @Primary
        TinyRenderer tinyRenderer() {
            return new TinyRenderer();
        }
    }
}
