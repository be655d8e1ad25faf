package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.gongkai.content.engine.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * A whole server with a small district's people, which makes real releases; a search engine is
 * away, unless it is asked for. Everything is done over HTTP, as by its users.
 */
final class District implements AutoCloseable {
    private final ConfigurableApplicationContext application;
    final JdbcClient jdbc;
    final Api reader;
    final Staff staff;

    private final Path home;
    private final TestPostgres database;
    private final boolean search;

    private District(
            Path home,
            TestPostgres database,
            boolean search,
            ConfigurableApplicationContext application,
            JdbcClient jdbc,
            Api reader,
            Staff staff) {
        this.home = home;
        this.database = database;
        this.search = search;
        this.application = application;
        this.jdbc = jdbc;
        this.reader = reader;
        this.staff = staff;
    }

    static District open(Path home) {
        return open(home, TestPostgres.fresh(), false, null);
    }

    /**
     * With a clock that stands where a test sets it.
     *
     * @param local where it stands at the start
     */
    static District openAt(Path home, String local, String... arguments) {
        return open(home, TestPostgres.fresh(), false, null, clocked(local, arguments));
    }

    private static String[] clocked(String local, String... arguments) {
        return Stream.concat(Stream.of("--test.clock=" + local), Arrays.stream(arguments))
                .toArray(String[]::new);
    }

    /** With a search engine of its own below the home. */
    static District openWithSearch(Path home) {
        return open(home, TestPostgres.fresh(), true, null);
    }

    /** The same district after another start; this one has to be closed before. */
    District startedAgain() {
        return open(home, database, search, staff);
    }

    /** The same, with the clock elsewhere. */
    District startedAgainAt(String local, String... arguments) {
        return open(home, database, search, staff, clocked(local, arguments));
    }

    private static District open(
            Path home,
            TestPostgres database,
            boolean search,
            @Nullable Staff known,
            String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--gongkai.home=" + home,
                                "--gongkai.publisher.grace=0s"));
        if (!search) {
            arguments.add("--spring.elasticsearch.uris=http://127.0.0.1:9");
        }
        database.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of(more));
        SpringApplication spring = new SpringApplication(ContentServiceApplication.class);
        if (more.length > 0) {
            spring.addPrimarySources(List.of(SettableClock.Everywhere.class));
        }
        ConfigurableApplicationContext application = spring.run(arguments.toArray(String[]::new));
        int port =
                Optional.ofNullable(((WebServerApplicationContext) application).getWebServer())
                        .orElseThrow()
                        .getPort();
        Api reader = new Api(URI.create("http://127.0.0.1:" + port), null);
        return new District(
                home,
                database,
                search,
                application,
                JdbcClient.create(database.app()),
                reader,
                known == null ? Staff.hire(reader, new GongkaiHome(home)) : known.at(reader));
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** The database as its owner sees it. */
    JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    Api administrator() {
        return reader.signedIn(
                "admin",
                new Secrets(new GongkaiHome(home)).value(Secrets.Secret.INITIAL_ADMINISTRATOR));
    }

    /** What is done meanwhile is over before any release that is asked for begins. */
    void whileNoReleaseCanBegin(Runnable work) {
        whileLocked("release", work);
    }

    /** A release that is asked for meanwhile stands before its switch until the work is done. */
    void whileNoReleaseCanSwitch(Runnable work) {
        whileLocked("document", work);
    }

    private void whileLocked(String table, Runnable work) {
        DataSource owner = database.owner();
        new TransactionTemplate(new DataSourceTransactionManager(owner))
                .executeWithoutResult(
                        status -> {
                            JdbcClient.create(owner)
                                    .sql("lock table %s in exclusive mode".formatted(table))
                                    .update();
                            work.run();
                        });
    }

    Api publisher() {
        return staff.publisher();
    }

    Api editor() {
        return staff.editor();
    }

    Api office() {
        return java.util.Objects.requireNonNull(staff.reviewers().get("office.a"));
    }

    /** A draft of the one unit; answers its id. */
    String draft(String kind, String title, String body, Map<String, ?> fields) {
        return draft(kind, title, body, fields, null);
    }

    String draft(
            String kind,
            String title,
            String body,
            Map<String, ?> fields,
            @Nullable String notBefore) {
        Map<String, Object> draft = new TreeMap<>();
        draft.put("title", title);
        draft.put("body", body);
        draft.put("fields", fields);
        if (notBefore != null) {
            draft.put("notBefore", notBefore);
        }
        return editor().post(
                        "/api/v1/documents",
                        Map.of("kind", kind, "section", "news", "unit", "sfj", "draft", draft))
                .get("id")
                .asString();
    }

    String article(String title) {
        return draft("article", title, "<p>" + title + "的正文。</p>", Map.of());
    }

    String approvedArticle(String title) {
        String id = article(title);
        approve(id);
        return id;
    }

    /** Opens the next edition of what is public. */
    void rewrite(String id, String title) {
        HttpResponse<String> read = editor().page("/api/v1/documents/" + id);
        JsonNode written =
                editor().put(
                                "/api/v1/documents/" + id + "/draft",
                                Map.of("title", title, "body", "<p>" + title + "的正文。</p>"),
                                "If-Match",
                                read.headers().firstValue("ETag").orElseThrow());
        assertThat(written.get("id").asString()).isEqualTo(id);
    }

    /** Submits it and has every stage approve it that did not approve the same content before. */
    void approve(String id) {
        editor().change("/api/v1/documents/" + id + "/submit", Map.of());
        review(id);
    }

    /** Has every stage approve what is submitted. */
    void review(String id) {
        for (Api reviewer : staff.reviewers().values()) {
            JsonNode summary = editor().get("/api/v1/documents/" + id).get("summary");
            if (summary.get("state").asString().equals("IN_REVIEW")) {
                reviewer.post(
                        "/api/v1/documents/" + id + "/approve",
                        Map.of("digest", summary.get("digest").asString()));
            }
        }
    }

    /** Submits it and has every stage approve it before the city, where it then waits. */
    void bringToTheCity(String id) {
        editor().change("/api/v1/documents/" + id + "/submit", Map.of());
        for (String reviewer : List.of("reviewer.sfj", "office.a")) {
            JsonNode summary = editor().get("/api/v1/documents/" + id).get("summary");
            Objects.requireNonNull(staff.reviewers().get(reviewer))
                    .post(
                            "/api/v1/documents/" + id + "/approve",
                            Map.of("digest", summary.get("digest").asString()));
        }
    }

    /** Makes a release; answers how many editions became public with it. */
    int release() {
        JsonNode report = staff.publisher().post("/api/v1/releases", Map.of());
        return report.get("changed").asBoolean() ? report.at("/outcome/published").size() : 0;
    }

    String set(String name, String... members) {
        return editor().post(
                        "/api/v1/release-sets",
                        Map.of("name", name, "unit", "sfj", "members", List.of(members)))
                .get("id")
                .asString();
    }

    String path(String id) {
        return editor().get("/api/v1/documents/" + id).at("/summary/path").asString();
    }

    String state(String id) {
        return editor().get("/api/v1/documents/" + id).at("/summary/state").asString();
    }

    /** The status that a reader of the document's page gets. */
    int status(String id) {
        return reader.page(path(id)).statusCode();
    }

    String page(String id) {
        return reader.page(path(id)).body();
    }

    /** Withdraws it and waits until the site follows. */
    void withdraw(String id, Map<String, ?> withdrawal) {
        office().change("/api/v1/documents/" + id + "/withdraw", withdrawal);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(id) == 410);
    }

    @Override
    public void close() {
        application.close();
    }
}
