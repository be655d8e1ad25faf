package org.gongkai.content;

import org.gongkai.content.engine.GongkaiHome;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole system over HTTP with the engines of a fresh machine and people who can release. On its
 * class path lies one kind of document more than the product has, {@code bulletin}. Started once
 * for all tests that ask for it; it ends with the process.
 */
public record ReleasedSystem(Api anonymous, Staff staff) {
    private static final int MOST_AT_ONCE = 200;

    private static final class Holder {
        private static final ReleasedSystem SYSTEM = start();
    }

    /** The one system of this process. */
    public static ReleasedSystem running() {
        return Holder.SYSTEM;
    }

    private static ReleasedSystem start() {
        URL kinds = Objects.requireNonNull(ReleasedSystem.class.getResource("/another-kind/"));
        ClassLoader classPath =
                new URLClassLoader(new URL[] {kinds}, ReleasedSystem.class.getClassLoader());
        Path home = home();
        ConfigurableApplicationContext context =
                new SpringApplication(
                                new DefaultResourceLoader(classPath),
                                ContentServiceApplication.class)
                        .run(
                                "--gongkai.home=" + home,
                                "--server.port=0",
                                // All tests ask from one address.
                                "--gongkai.search.rate.per-second=0",
                                "--gongkai.publisher.grace=0s");
        int port =
                Optional.ofNullable(((WebServerApplicationContext) context).getWebServer())
                        .orElseThrow()
                        .getPort();
        Api anonymous = new Api(URI.create("http://127.0.0.1:" + port), null);
        return new ReleasedSystem(anonymous, Staff.hire(anonymous, new GongkaiHome(home)));
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("gongkai-released");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new document in the section of news, with its draft. */
    public String create(String kind, Map<String, ?> draft) {
        return staff.editor()
                .post(
                        "/api/v1/documents",
                        Map.of("kind", kind, "section", "news", "unit", "sfj", "draft", draft))
                .get("id")
                .asString();
    }

    /** Lets the next stages approve whatever waits for them. */
    public void approveEverywhere() {
        staff.reviewers().values().forEach(reviewer -> doAll(reviewer, "APPROVE"));
    }

    /** Does the verb on everything that waits for this person; answers how many were done. */
    public int doAll(Api person, String verb) {
        int done = 0;
        int before = -1;
        while (done != before) {
            before = done;
            List<Map<String, String>> items = new ArrayList<>();
            person.get("/api/v1/documents?waiting=true&size=" + MOST_AT_ONCE)
                    .get("items")
                    .forEach(
                            item ->
                                    items.add(
                                            Map.of(
                                                    "id", item.get("id").asString(),
                                                    "digest", item.get("digest").asString(),
                                                    "version", item.get("version").asString())));
            for (var answer :
                    person.post("/api/v1/documents/bulk", Map.of("verb", verb, "items", items))) {
                done += answer.get("done").asBoolean() ? 1 : 0;
            }
        }
        return done;
    }

    /** Makes public what is approved. */
    public void release() {
        staff.publisher().post("/api/v1/releases", Map.of());
    }
}
