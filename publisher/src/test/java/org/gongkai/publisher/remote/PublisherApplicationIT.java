package org.gongkai.publisher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ProofFinding;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.PublisherApplication;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.job.BatchTables;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.released.ReleaseSource;
import org.gongkai.publisher.released.ReleaseUnknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The publisher as it runs alone: only its own class path, real batch tables, content over HTTP.
 */
class PublisherApplicationIT {
    private static String database = "";

    private final InMemoryContent content = new InMemoryContent();
    private @Nullable ConfigurableApplicationContext publisher;

    @TempDir Path home;

    @BeforeAll
    static void tablesAsTheContentServiceMakesThem() throws SQLException {
        JdbcTemplate jdbc = new JdbcTemplate(BatchTables.dataSource());
        jdbc.execute("create schema batch");
        try (Connection connection = BatchTables.dataSource().getConnection()) {
            database = connection.getMetaData().getURL();
            connection.setSchema("batch");
            ScriptUtils.executeSqlScript(
                    connection,
                    new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"));
        }
        // Spring Batch tells executions in one JVM by their ids, and others of it were crashed.
        jdbc.execute("alter sequence batch.batch_step_execution_seq restart with 1000000");
        jdbc.execute("alter sequence batch.batch_job_execution_seq restart with 1000000");
    }

    @BeforeEach
    void serve() {
        PublishingServer.serve(content, new InMemoryLedger(content, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        if (publisher != null) {
            publisher.close();
        }
    }

    @Test
    void aReleaseAskedForOverHttpStandsInTheTreeAndIsServed() throws Exception {
        URI url = start();
        InMemoryContent.Draft draft = InMemoryContent.draft("公交");
        content.approve(draft);
        RemoteReleases releases = new RemoteReleases(url, PublishingServer.SECRET);

        ReleaseReport report = releases.release("一号发布员");

        assertThat(report.changed()).isTrue();
        assertThat(Objects.requireNonNull(report.outcome()).published()).hasSize(1);
        assertThat(report.warnings()).extracting("rule").contains("META-1");
        assertThat(report.indexed()).as("no engine is there").isFalse();
        assertThat(report.took()).isPositive();
        assertThat(releases.running()).isEmpty();
        assertThat(home.resolve("site/current" + draft.path() + "index.html"))
                .content()
                .contains("关于公交的公告");
        assertThat(get(url.resolve(draft.path()), "").statusCode()).isEqualTo(200);
        assertThat(releases.release("一号发布员").changed()).isFalse();
        assertThat(
                        new JdbcTemplate(BatchTables.dataSource())
                                .queryForObject(
                                        "select count(*) from batch.batch_job_execution where status = 'COMPLETED'",
                                        Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aReleaseThatTheEndOfThePublisherInterruptedIsMadeAgainAtItsStart() throws Exception {
        InMemoryLedger ledger = new InMemoryLedger(content, Clock.systemUTC());
        CountDownLatch recorded = new CountDownLatch(1);
        ledger.onActivating(outcome -> recorded.countDown());
        PublishingServer.serve(content, ledger);
        InMemoryContent.Draft draft = InMemoryContent.draft("公交");
        content.approve(draft);
        ledger.open(ReleaseRequest.release("一号发布员"));

        start();

        assertThat(recorded.await(1, TimeUnit.MINUTES)).isTrue();
        Objects.requireNonNull(publisher).close(); // which lets the release end
        assertThat(ledger.asked().get(2L)).isEqualTo(ReleaseRequest.release("一号发布员").repeating(1));
        assertThat(ledger.active()).isPresent();
        assertThat(home.resolve("site/current" + draft.path() + "index.html")).exists();
    }

    @Test
    void whatIsShownAndItsManifestAreThereForWhoKnowsItsDigest() {
        URI url = start();
        RemoteManifests manifests = new RemoteManifests(url, PublishingServer.SECRET);
        assertThat(manifests.shown()).isEmpty();
        InMemoryContent.Draft draft = InMemoryContent.draft("公交");
        content.approve(draft);
        new RemoteReleases(url, PublishingServer.SECRET).release("一号发布员");

        ReleaseSource.Shown shown = manifests.shown().orElseThrow();

        assertThat(shown.number()).isEqualTo(1);
        Manifest manifest = manifests.manifest(1, shown.root()).orElseThrow();
        assertThat(manifest.documents()).containsOnlyKeys(draft.document());
        assertThat(manifest.entry(draft.path() + "index.html")).isPresent();
        assertThat(manifests.manifest(2, shown.root())).isEmpty();
        Sha256 another = Sha256.of(new byte[0]);
        assertThatThrownBy(() -> manifests.manifest(1, another))
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("the manifest of release 1");
    }

    @Test
    void aVerificationAskedForOverHttpRepairsTheTree() throws Exception {
        RemoteReleases releases = new RemoteReleases(start(), PublishingServer.SECRET);
        InMemoryContent.Draft draft = InMemoryContent.draft("公交");
        content.approve(draft);
        releases.release("一号发布员");
        Path page = home.resolve("site/current" + draft.path() + "index.html");
        String approved = Files.readString(page);
        Files.writeString(page, "改过的");

        assertThat(releases.verify(false, true).findings())
                .extracting("kind", "subject")
                .containsExactly(tuple(ProofFinding.Kind.TAMPERED, draft.path() + "index.html"));
        ProofReport repaired = releases.verify(true, false);

        assertThat(repaired.inOrder()).isTrue();
        assertThat(repaired.repaired()).hasSize(1);
        assertThat(page).content().isEqualTo(approved);
    }

    @Test
    void anErasureAskedForOverHttpLeavesNothingInTheStore() throws Exception {
        RemoteReleases releases = new RemoteReleases(start(), PublishingServer.SECRET);
        InMemoryContent.Draft draft = InMemoryContent.draft("wangxiaoming");
        content.approve(draft);
        content.approve(InMemoryContent.draft("公交"));
        Sha256 manifest = outcome(releases.release("一号发布员")).manifestRoot();
        Manifest shown =
                ReleaseStore.in(home.resolve("releases")).manifest(1, manifest).orElseThrow();
        Sha256 form = Objects.requireNonNull(shown.documents().get(draft.document())).digest();
        Erasure erasure = new Erasure(draft.document(), draft.path(), 2, Set.of(form), Set.of());
        assertThatThrownBy(() -> releases.erase(erasure))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("does not show yet");

        content.withdraw(draft.document(), draft.path(), Instant.parse("2020-05-18T04:00:00Z"));
        assertThat(outcome(releases.release("一号发布员")).number()).isEqualTo(2);

        assertThat(releases.erase(erasure)).isPositive();
        assertThat(releases.erase(erasure)).isZero();
        assertThat(
                        Files.readString(
                                home.resolve("releases/00000001/objects.pack"),
                                StandardCharsets.ISO_8859_1))
                .doesNotContain("wangxiaoming");
        assertThat(releases.unindexWhatIsGone()).as("no engine is there").isFalse();
        assertThatThrownBy(releases::reconcile)
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("engine is away");
    }

    private static ReleaseOutcome outcome(ReleaseReport report) {
        return Objects.requireNonNull(report.outcome());
    }

    @Test
    void aPublisherThatIsAwayOrRefusesLeavesTheActiveReleaseUnknown() {
        URI url = start();

        for (RemoteManifests manifests :
                List.of(
                        new RemoteManifests(url, "another secret"),
                        new RemoteManifests(URI.create("http://127.0.0.1:9"), "secret"))) {
            assertThatThrownBy(manifests::shown).isInstanceOf(ReleaseUnknown.class);
            assertThatThrownBy(() -> manifests.manifest(1, Sha256.of(new byte[0])))
                    .isInstanceOf(ReleaseUnknown.class);
        }
    }

    @Test
    void whatStopsAReleaseComesBackAsTheSameException() {
        URI url = start();
        content.withoutSite();

        assertThatThrownBy(() -> new RemoteReleases(url, PublishingServer.SECRET).release("tester"))
                .isInstanceOf(NothingToPublish.class)
                .hasMessage("No site revision is approved");
    }

    @Test
    void onlyTheSharedSecretOpens() throws Exception {
        URI url = start();

        HttpResponse<String> refused = get(url.resolve(ReleasesPort.RUNNING), "Bearer other");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(
                        get(url.resolve(ReleasesPort.RUNNING), "Bearer " + PublishingServer.SECRET)
                                .statusCode())
                .isEqualTo(204);
        assertThatThrownBy(() -> new RemoteReleases(url, "other").release("tester"))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("gongkai.publisher.internal-token");
    }

    @Test
    void missingTablesAreNamedWithWhoMakesThem() {
        assertThatThrownBy(
                        () ->
                                start(
                                        "--spring.datasource.url="
                                                + database.replace("/postgres", "/template1")))
                .rootCause()
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("schema 'batch'")
                .hasMessageContaining("the content service makes them");
    }

    @Test
    void aContentServiceThatIsAwayIsWaitedForAndThenNamed() {
        assertThatThrownBy(() -> start("--gongkai.publisher.content-service=http://127.0.0.1:9"))
                .rootCause()
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("http://127.0.0.1:9 does not answer")
                .hasMessageContaining("gongkai.publisher.patience");
    }

    private URI start(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--gongkai.home=" + home,
                                "--gongkai.publisher.grace=0s",
                                "--gongkai.publisher.patience=1s",
                                "--gongkai.publisher.content-service=" + PublishingServer.base(),
                                "--gongkai.publisher.internal-token=" + PublishingServer.SECRET,
                                "--spring.datasource.url=" + database,
                                "--spring.datasource.username=postgres",
                                "--spring.elasticsearch.uris=http://127.0.0.1:9"));
        for (String argument : more) {
            String key = argument.substring(0, argument.indexOf('=') + 1);
            arguments.removeIf(given -> given.startsWith(key));
            arguments.add(argument);
        }
        ConfigurableApplicationContext started =
                SpringApplication.run(PublisherApplication.class, arguments.toArray(String[]::new));
        publisher = started;
        return URI.create(
                "http://127.0.0.1:"
                        + Objects.requireNonNull(
                                        ((WebServerApplicationContext) started).getWebServer())
                                .getPort());
    }

    private static HttpResponse<String> get(URI url, String authorization) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(url);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return client.send(
                    request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }
}
