package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The whole application, ended while a release is open, and started again on what it left. */
class InterruptedReleaseIT {
    private final TestPostgres database = TestPostgres.fresh();
    private @Nullable ConfigurableApplicationContext application;

    @TempDir Path home;

    @AfterEach
    void end() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void theNextStartMakesItAgainForWhoeverAskedAndTheReportSaysSo() {
        Staff staff = Staff.hire(start(), new GongkaiHome(home));
        String kept = approved(staff, "关于开展政务公开日活动的通知");
        staff.publisher().post("/api/v1/releases", Map.of());
        String path = approved(staff, "关于调整窗口时间的通知");
        interrupt(ReleaseRequest.release("publisher"));

        staff = staff.at(start());

        Staff restarted = staff;
        awaitActive(restarted, 3);
        assertThat(restarted.publisher().page(path).statusCode()).isEqualTo(200);
        assertThat(released(restarted, 2))
                .isEqualTo("FAILED for publisher: The process ended before the switch");
        assertThat(released(restarted, 3)).isEqualTo("ACTIVE for publisher in the place of 2");

        interrupt(ReleaseRequest.goBack(1, "publisher, back to 1"));
        restarted = restarted.at(start());

        awaitActive(restarted, 5);
        assertThat(restarted.publisher().page(path).statusCode()).isEqualTo(410);
        assertThat(restarted.publisher().page(kept).statusCode()).isEqualTo(200);
        assertThat(released(restarted, 5))
                .isEqualTo("ACTIVE for publisher, back to 1 in the place of 4");
    }

    private static void awaitActive(Staff staff, long number) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            JsonNode last = staff.publisher().get("/api/v1/releases").get(0);
                            assertThat(last.get("number").asLong()).isEqualTo(number);
                            assertThat(last.get("state").asString()).isEqualTo("ACTIVE");
                        });
    }

    private static String released(Staff staff, long number) {
        JsonNode release = staff.publisher().get("/api/v1/releases/" + number);
        return release.get("state").asString()
                + " for "
                + release.get("requestedBy").asString()
                + (release.get("repeats").isNull()
                        ? ""
                        : " in the place of " + release.get("repeats").asLong())
                + (release.get("failure").isNull() ? "" : ": " + release.get("failure").asString());
    }

    /** The record says that it was opened, and then nothing more. */
    private void interrupt(ReleaseRequest request) {
        ConfigurableApplicationContext ending = Objects.requireNonNull(application);
        ending.getBean(ReleaseLedger.class).open(request);
        ending.close();
    }

    private static String approved(Staff staff, String title) {
        JsonNode created =
                staff.editor()
                        .post(
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
        staff.editor().change(document + "/submit", Map.of());
        String digest = staff.editor().get(document).at("/summary/digest").asString();
        for (Api reviewer : staff.reviewers().values()) {
            reviewer.post(document + "/approve", Map.of("digest", digest));
        }
        return staff.editor().get(document).at("/summary/path").asString();
    }

    private Api start() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--gongkai.home=" + home,
                                "--server.port=0",
                                "--gongkai.publisher.grace=0s",
                                "--spring.elasticsearch.uris=http://127.0.0.1:9"));
        database.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ConfigurableApplicationContext started =
                SpringApplication.run(
                        ContentServiceApplication.class, arguments.toArray(String[]::new));
        application = started;
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) started).getWebServer())
                        .getPort();
        return new Api(URI.create("http://127.0.0.1:" + port), null);
    }
}
