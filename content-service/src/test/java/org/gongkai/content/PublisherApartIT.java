package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.publisher.PublisherApplication;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Content service and publisher as two applications that share a database, a secret and nothing
 * else, as in docker-compose.yml; the search engine is away.
 */
@TestMethodOrder(OrderAnnotation.class)
class PublisherApartIT {
    private static final TestPostgres DATABASE = TestPostgres.fresh();
    private static final String DELIVERED = "/api/delivery/v1/by-path";
    private static final String SECRET = "shared-only-in-tests";

    /** What the content service has on the class path and the publisher alone has not. */
    private static final List<String> NOT_THE_PUBLISHERS =
            List.of(
                    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                    "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration");

    @TempDir static Path contentHome;
    @TempDir static Path publisherHome;

    private static int publisherPort;
    private static @Nullable ConfigurableApplicationContext contentService;
    private static @Nullable ConfigurableApplicationContext publishing;
    private static Api anonymous = new Api(URI.create("http://localhost/"), null);
    private static Api editor = anonymous;
    private static final List<Api> reviewers = new ArrayList<>();
    private static Api publisher = anonymous;

    @BeforeAll
    static void twoApplications() throws IOException {
        publisherPort = freePort();
        int port = startContentService();
        anonymous = new Api(URI.create("http://127.0.0.1:" + port), null);
        startPublisher(port);
        Staff staff = Staff.hire(anonymous, new GongkaiHome(contentHome));
        editor = staff.editor();
        reviewers.addAll(staff.reviewers().values());
        publisher = staff.publisher();
    }

    @AfterAll
    static void stop() {
        for (ConfigurableApplicationContext context :
                new ConfigurableApplicationContext[] {publishing, contentService}) {
            if (context != null) {
                context.close();
            }
        }
    }

    @Test
    @Order(1)
    void aReleaseAskedOfTheContentServiceStandsInThePublishersTree() {
        String path = approved("关于开展政务公开日法律咨询的通知");
        assertThat(anonymous.page(DELIVERED + path).statusCode())
                .as("nothing is released yet")
                .isEqualTo(503);

        JsonNode report = publisher.post("/api/v1/releases", Map.of());

        assertThat(report.get("changed").asBoolean()).isTrue();
        assertThat(report.at("/outcome/published")).hasSize(1);
        assertThat(page(path)).content().contains("关于开展政务公开日法律咨询的通知");
        assertThat(
                        publisher
                                .get("/api/v1/documents?title=%E6%B3%95%E5%BE%8B")
                                .at("/items/0/state")
                                .asString())
                .isEqualTo("PUBLISHED");
        assertThat(publisher.get("/api/v1/releases").at("/0/state").asString()).isEqualTo("ACTIVE");
        assertThat(publisher.get("/api/v1/releases/running").isNull()).isTrue();
        assertThat(anonymous.page(path).statusCode())
                .as("the content service serves no site")
                .isEqualTo(404);
        assertThat(anonymous.page("/api/search?q=x").statusCode()).isEqualTo(404);
        JsonNode delivered = anonymous.get(DELIVERED + path);
        assertThat(delivered.get("title").asString()).isEqualTo("关于开展政务公开日法律咨询的通知");
        assertThat(delivered.get("body").asString()).isEqualTo("<p>请相互转告。</p>");
    }

    @Test
    @Order(2)
    void onlyTheSharedSecretOpensThePort() {
        String content = "/internal/publishing/content?at=2020-05-15T00:00:00Z";

        assertThat(anonymous.page(content).statusCode()).isEqualTo(401);
        assertThat(publisher.page(content).statusCode()).isEqualTo(401);
        assertThat(anonymous.as(SECRET).page(content).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aTamperedPageIsFoundAndRestoredInTheOtherProcess() throws IOException {
        String path = approved("关于办理居住证的通知");
        publisher.post("/api/v1/releases", Map.of());
        String approved = Files.readString(page(path));
        Files.writeString(page(path), "改过的");

        JsonNode found =
                publisher.post("/api/v1/releases/current/verification", Map.of("rerender", true));
        assertThat(found.at("/findings/0/kind").asString()).isEqualTo("TAMPERED");
        assertThat(found.at("/found").asLong()).isEqualTo(1);
        assertThat(found.at("/rendered").asLong()).isPositive();

        JsonNode repaired =
                publisher.post("/api/v1/releases/current/verification", Map.of("repair", true));
        assertThat(repaired.get("inOrder").asBoolean()).isTrue();
        assertThat(page(path)).content().isEqualTo(approved);
    }

    @Test
    @Order(3)
    void theReleaseIsArchivedFromThePublishersStore() {
        HttpResponse<String> archive = publisher.page("/api/v1/releases/1/archive");

        assertThat(archive.statusCode()).isEqualTo(200);
        assertThat(archive.headers().firstValue("Content-Type")).contains("application/warc");
        assertThat(archive.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"release-00000001.warc.gz\"");
        assertThat(archive.body()).isNotEmpty();
        assertThat(publisher.get("/api/v1/releases/1/conformance").get("findings"))
                .as("what its gate found is told from there as well")
                .extracting(found -> found.get("rule").asString())
                .contains("FOOT-1");
        assertThat(editor.page("/api/v1/releases/1/archive").statusCode()).isEqualTo(403);
        HttpResponse<String> unknown = publisher.page("/api/v1/releases/99/archive");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("No release 99 became public and is still kept");
    }

    @Test
    @Order(3)
    void aWithdrawalLeavesTheTreeByItself() {
        String path = approved("关于调整窗口时间的通知");
        publisher.post("/api/v1/releases", Map.of());
        assertThat(page(path)).exists();
        assertThat(anonymous.page(DELIVERED + path).statusCode()).isEqualTo(200);
        long before = anonymous.get("/api/delivery/v1/release").get("number").asLong();

        withdraw("窗口时间");

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(page(path)).doesNotExist());
        assertThat(gonePage(path)).exists();
        assertThat(anonymous.page(DELIVERED + path).statusCode())
                .as("gone from the tree is gone from the delivery, recorded or not")
                .isEqualTo(410);
        assertThat(
                        anonymous
                                .get("/api/delivery/v1/changes?since=" + before)
                                .at("/changes/0/path")
                                .asString())
                .isEqualTo(path);
    }

    @Test
    @Order(4)
    void whileThePublisherIsAwayThisIsSaidAndAWithdrawalIsMadeUpForWhenItIsBack() {
        String path = approved("关于暂停预约的通知");
        publisher.post("/api/v1/releases", Map.of());
        assertThat(anonymous.page(DELIVERED + path).statusCode()).isEqualTo(200);
        Objects.requireNonNull(publishing).close();

        HttpResponse<String> refused = publisher.send("/api/v1/releases", Map.of());
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body())
                .contains("urn:gongkai:problem:release-failed")
                .contains(
                        "The publisher at http://127.0.0.1:" + publisherPort + " does not answer");
        withdraw("暂停预约");
        assertThat(page(path)).exists();
        assertThat(anonymous.page(DELIVERED + path).statusCode())
                .as("what readers see is delivered, though the publisher is away")
                .isEqualTo(200);

        startPublisher(port(Objects.requireNonNull(contentService)));

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(page(path)).doesNotExist());
        assertThat(gonePage(path)).exists();
        assertThat(anonymous.page(DELIVERED + path).statusCode()).isEqualTo(410);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThat(lastRelease())
                                        .isEqualTo(
                                                "withdrawal while the publisher was away: ACTIVE"));
    }

    @Test
    @Order(5)
    void aReleaseThatTheEndOfThePublisherInterruptedIsMadeAgainAtItsStart() {
        String path = approved("关于延长开放时间的通知");
        Objects.requireNonNull(publishing).close();
        long interrupted =
                Objects.requireNonNull(contentService)
                        .getBean(ReleaseLedger.class)
                        .open(ReleaseRequest.release("publisher.a"))
                        .number();

        startPublisher(port(Objects.requireNonNull(contentService)));

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(lastRelease()).isEqualTo("publisher.a: ACTIVE"));
        assertThat(publisher.get("/api/v1/releases").at("/0/repeats").asLong())
                .isEqualTo(interrupted);
        assertThat(publisher.get("/api/v1/releases/" + interrupted).get("failure").asString())
                .isEqualTo("The process ended before the switch");
        assertThat(page(path)).exists();
    }

    private static String lastRelease() {
        JsonNode last = publisher.get("/api/v1/releases").get(0);
        return last.get("requestedBy").asString() + ": " + last.get("state").asString();
    }

    private static Path page(String path) {
        return publisherHome.resolve("site/current" + path + "index.html");
    }

    private static Path gonePage(String path) {
        return publisherHome.resolve("site/current/.gone" + path + "index.html");
    }

    /** A notice that went through its review; its public path. */
    private static String approved(String title) {
        JsonNode created =
                editor.post(
                        "/api/v1/documents",
                        Map.of(
                                "kind",
                                "notice",
                                "section",
                                "news",
                                "unit",
                                "sfj",
                                "draft",
                                Map.of("title", title, "body", "<p>请相互转告。</p>")));
        String document = "/api/v1/documents/" + created.get("id").asString();
        editor.change(document + "/submit", Map.of());
        for (Api reviewer : reviewers) {
            JsonNode waiting = reviewer.get("/api/v1/documents?waiting=true").at("/items/0");
            reviewer.post(
                    document + "/approve", Map.of("digest", waiting.get("digest").asString()));
        }
        return editor.get(document).at("/summary/path").asString();
    }

    private static void withdraw(String words) {
        String id =
                publisher
                        .get(
                                "/api/v1/documents?title="
                                        + java.net.URLEncoder.encode(
                                                words, java.nio.charset.StandardCharsets.UTF_8))
                        .at("/items/0/id")
                        .asString();
        publisher.change("/api/v1/documents/" + id + "/withdraw", Map.of("reason", "OUTDATED"));
    }

    private static int startContentService() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--gongkai.home=" + contentHome,
                                "--server.port=0",
                                "--gongkai.publisher.url=http://127.0.0.1:" + publisherPort,
                                "--gongkai.publisher.internal-token=" + SECRET));
        DATABASE.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ConfigurableApplicationContext context =
                SpringApplication.run(
                        ContentServiceApplication.class, arguments.toArray(String[]::new));
        contentService = context;
        return port(context);
    }

    private static void startPublisher(int contentServicePort) {
        publishing =
                SpringApplication.run(
                        PublisherApplication.class,
                        "--spring.config.name=none-of-the-content-services",
                        "--spring.autoconfigure.exclude=" + String.join(",", NOT_THE_PUBLISHERS),
                        "--springdoc.api-docs.enabled=false",
                        "--springdoc.swagger-ui.enabled=false",
                        "--gongkai.home=" + publisherHome,
                        "--server.port=" + publisherPort,
                        "--server.address=127.0.0.1",
                        "--gongkai.publisher.grace=0s",
                        "--gongkai.publisher.content-service=http://127.0.0.1:"
                                + contentServicePort,
                        "--gongkai.publisher.internal-token=" + SECRET,
                        "--spring.datasource.url=" + DATABASE.url(),
                        "--spring.datasource.username=" + TestPostgres.APP,
                        "--spring.datasource.password=" + TestPostgres.PASSWORD,
                        "--spring.elasticsearch.uris=http://127.0.0.1:9");
    }

    private static int port(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** Each of the two has to know the other's address before it starts, so one is chosen here. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
