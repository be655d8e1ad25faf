package org.gongkai.content.delivery;

import org.awaitility.Awaitility;
import org.gongkai.content.Api;
import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.Staff;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The whole application with the people who write, approve and release; and a reader outside who
 * knows nothing but addresses.
 */
final class Newsroom {
    static final String ROOT = "/api/delivery/v1";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final Staff staff;

    private static final class Shared {
        static final Newsroom NEWSROOM = new Newsroom(TestPostgres.fresh(), home());

        private static Path home() {
            try {
                return Files.createTempDirectory("gongkai-newsroom");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The one of this JVM; whoever comes finds what others left there. */
    static Newsroom open() {
        return Shared.NEWSROOM;
    }

    private Newsroom(TestPostgres database, Path home) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--gongkai.home=" + home,
                                "--server.port=0",
                                "--gongkai.publisher.grace=0s",
                                "--gongkai.publisher.origin=https://www.example.gov.cn",
                                "--gongkai.publisher.conformance.unset-identity=warn",
                                "--spring.elasticsearch.uris=http://127.0.0.1:9"));
        database.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ConfigurableApplicationContext application =
                SpringApplication.run(
                        ContentServiceApplication.class, arguments.toArray(String[]::new));
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                        .getPort();
        base = URI.create("http://127.0.0.1:" + port);
        staff = Staff.hire(new Api(base, null), new GongkaiHome(home));
    }

    /** A draft of a notice in the section of the news. */
    String draft(String title, String body) {
        return draft("notice", "news", Map.of("title", title, "body", body));
    }

    String draft(String kind, String section, Map<String, Object> draft) {
        return staff.editor()
                .post(
                        "/api/v1/documents",
                        Map.of("kind", kind, "section", section, "unit", "sfj", "draft", draft))
                .get("id")
                .asString();
    }

    /** Another draft of a document, which opens its next edition if it is public. */
    void rewrite(String id, Map<String, Object> draft) {
        String version = view(id).at("/summary/version").asString();
        staff.editor().put("/api/v1/documents/" + id + "/draft", version, draft);
    }

    void submit(String id) {
        staff.editor().change("/api/v1/documents/" + id + "/submit", Map.of());
    }

    /** Has every stage approve; answers the digest that they named. */
    String approve(String id) {
        String digest = view(id).at("/summary/digest").asString();
        staff.reviewers()
                .values()
                .forEach(
                        reviewer ->
                                reviewer.post(
                                        "/api/v1/documents/" + id + "/approve",
                                        Map.of("digest", digest)));
        return digest;
    }

    /** A notice that every stage approved. */
    String approved(String title, String body) {
        return approved(draft(title, body));
    }

    String approved(String id) {
        submit(id);
        approve(id);
        return id;
    }

    long release() {
        return released().at("/outcome/number").asLong();
    }

    /** What a release reports, of which nothing was held back. */
    JsonNode released() {
        JsonNode report = staff.publisher().post("/api/v1/releases", Map.of());
        if (!report.at("/outcome/held").isEmpty()) {
            throw new AssertionError("held: " + report.at("/outcome/held"));
        }
        return report;
    }

    void withdraw(String id, Map<String, Object> why) {
        staff.publisher().change("/api/v1/documents/" + id + "/withdraw", why);
    }

    /** The answer of the delivery once the release that removes a document is active. */
    HttpResponse<String> goneOnceReleased(String id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> read(ROOT + "/documents/" + id), answer -> answer.statusCode() == 410);
    }

    JsonNode view(String id) {
        return staff.editor().get("/api/v1/documents/" + id);
    }

    String path(String id) {
        return view(id).at("/summary/path").asString();
    }

    /** Adds a file to the unit's library; answers its digest. */
    String asset(String name, byte[] bytes) {
        return Api.json(staff.editor().upload(name, bytes, "sfj").body()).get("sha256").asString();
    }

    /** What a reader outside is answered. */
    HttpResponse<String> read(String address, String... headers) {
        return send("GET", address, headers);
    }

    HttpResponse<String> send(String method, String address, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(address))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return sent(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    byte[] bytes(String address) {
        return sent(HttpRequest.newBuilder(base.resolve(address)), BodyHandlers.ofByteArray())
                .body();
    }

    /** What is delivered, which has to be there. */
    JsonNode delivered(String address) {
        HttpResponse<String> answer = read(ROOT + address);
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    address + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private <T> HttpResponse<T> sent(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading) {
        try {
            return client.send(request.build(), reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
