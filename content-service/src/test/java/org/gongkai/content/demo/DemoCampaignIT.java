package org.gongkai.content.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.closing.Closing;
import org.gongkai.content.closing.Unreleased;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.SignIn;
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
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The demonstration campaign as a newcomer starts it: the whole application, played up to its usual
 * date, started again, and played on. There is no search engine here, and that changes nothing.
 */
@TestMethodOrder(OrderAnnotation.class)
class DemoCampaignIT {
    private static final TestPostgres DATABASE = TestPostgres.fresh();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir static Path home;

    private static final JdbcClient jdbc = JdbcClient.create(DATABASE.app());
    private static final AtomicReference<@Nullable ConfigurableApplicationContext> running =
            new AtomicReference<>();

    @BeforeAll
    static void playedToItsUsualDateInTwoStarts() {
        start("--gongkai.demo.at=2020-05-06T12:00");
        assertThat(state("schedule")).contains("DRAFT");
        start();
    }

    @AfterAll
    static void stop() {
        ConfigurableApplicationContext before = running.getAndSet(null);
        if (before != null) {
            before.close();
        }
    }

    private static void start(String... more) {
        stop();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.profiles.active=demo",
                                "--server.port=0",
                                "--gongkai.home=" + home,
                                "--spring.elasticsearch.uris=http://127.0.0.1:9"));
        DATABASE.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of(more));
        running.set(
                new SpringApplication(ContentServiceApplication.class)
                        .run(arguments.toArray(String[]::new)));
    }

    private static ConfigurableApplicationContext application() {
        return Objects.requireNonNull(running.get());
    }

    @Test
    @Order(1)
    void everySceneWasPlayedWithoutARefusal() {
        assertThat(
                        texts(
                                "select key || ': ' || refused from demonstration_scene where refused is not null"))
                .isEmpty();
        assertThat(texts("select title || ': ' || held_reason from edition where state = 'HELD'"))
                .isEmpty();
        assertThat(texts("select failure from release where state = 'FAILED'")).isEmpty();
    }

    @Test
    @Order(2)
    void everyStateCanBeSeen() {
        assertThat(state("summary-wcjd")).isEmpty();
        assertThat(state("talk-swjd")).contains("DRAFT");
        assertThat(state("services-driver-licence")).contains("IN_REVIEW UNIT_REVIEW");
        assertThat(state("services-marriage")).contains("IN_REVIEW OFFICE_REVIEW");
        assertThat(state("decisions-tourism")).contains("IN_REVIEW MUNICIPAL_PRE_REVIEW");
        assertThat(state("open-quick-test")).contains("APPROVED");
        assertThat(state("notice-staggered-return")).contains("WITHDRAWN");
        assertThat(state("talk-ydjd-flood")).contains("PUBLISHED");
        assertThat(count("select count(*) from edition where state = 'PUBLISHED'")).isEqualTo(55);
    }

    @Test
    @Order(3)
    void whatCameLateWasApprovedWithTheOfficesConsentOnlyAndStaysMarked() {
        assertThat(
                        texts(
                                """
                                select d.import_key || ' ' || e.state from edition e join document d on d.id = e.document_id
                                where e.late_at is not null and e.late_consented_by is not null order by 1
                                """))
                .containsExactly(
                        "demo:services-marriage IN_REVIEW",
                        "demo:services-school-enrol PUBLISHED",
                        "demo:talk-ydjd-flood PUBLISHED");
        assertThat(
                        texts(
                                """
                                select d.import_key from edition e join document d on d.id = e.document_id
                                where e.late_at is not null and e.late_consented_by is null
                                """))
                .containsExactly("demo:services-driver-licence");
    }

    @Test
    @Order(3)
    void everyDocumentIsReleasedOrListedAsNotReleased() {
        Actor supervisor = application().getBean(People.class).actor("supervisor").orElseThrow();
        Unreleased found =
                application().getBean(Closing.class).unreleased(supervisor, "gongkai-day-14");

        assertThat(found.documents()).isEqualTo(count("select count(*) from document"));
        assertThat(found.released() + found.list().size()).isEqualTo(found.documents());
        assertThat(found.list())
                .filteredOn(line -> line.state() == EditionState.DRAFT)
                .filteredOn(line -> line.section().equals("departments"))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.title()).isNull();
                            assertThat(line.workingDaysLate()).isEqualTo(11);
                            assertThat(line.lastRole()).isEqualTo(Role.EDITOR);
                        });
    }

    @Test
    @Order(3)
    void nobodyApprovedWhatTheyWroteOrTwoStagesOfIt() {
        assertThat(count("select count(*) from approval where verdict = 'APPROVE'"))
                .isGreaterThan(150);
        assertThat(
                        count(
                                """
                                select count(*) from approval a join edition_author w using (edition_id, person_id)
                                where a.verdict = 'APPROVE'
                                """))
                .isZero();
        assertThat(
                        count(
                                """
                                select count(*) from approval a join approval b using (edition_id, person_id)
                                where a.verdict = 'APPROVE' and b.verdict = 'APPROVE' and a.stage < b.stage
                                """))
                .isZero();
    }

    @Test
    @Order(4)
    void thePublicDateIsTheInstantOfTheRelease() {
        assertThat(
                        count(
                                """
                                select count(*) from edition e join release r on r.number = e.release_number
                                where e.state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN') and e.published_at <> r.instant
                                """))
                .isZero();
        Instant opening = Instant.parse("2020-05-14T16:00:00Z");
        assertThat(published("talk-jobs")).isBetween(opening, opening.plusSeconds(30));
        assertThat(published("notice-515")).isBefore(opening);
    }

    @Test
    @Order(5)
    void theSiteShowsThePlayedCampaign() throws Exception {
        assertThat(get("/").body()).contains("把权力亮在阳光下");
        assertThat(get(path("schedule")).body()).contains("因预报有大风改期");
        assertThat(get(path("pictures-seaside-park")).body())
                .contains("<img")
                .contains(path("decisions-catalogue"));
        assertThat(get(path("interpret-openness")).body()).contains(path("policy-openness"));
        HttpResponse<String> withdrawn = get(path("notice-staggered-return"));
        assertThat(withdrawn.statusCode()).isEqualTo(410);
        assertThat(get(path("services-marriage")).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void peopleSignInWithThePasswordOfTheDemonstration() {
        SignIn signIn = application().getBean(SignIn.class);
        for (String account : List.of("editor.fgj", "office.a", "administrator")) {
            assertThat(signIn.signIn(account, Founding.PASSWORD, "127.0.0.1")).isNotNull();
        }
    }

    @Test
    @Order(7)
    void aSecondStartChangesNothing() {
        Map<String, Long> before = rows();
        Instant stood = application().getBean(Clock.class).instant();

        start();

        assertThat(rows()).isEqualTo(before);
        assertThat(application().getBean(Clock.class).instant())
                .isBetween(stood, stood.plusSeconds(120));
    }

    @Test
    @Order(8)
    void aLaterDatePlaysOnPastWhatSomebodyDidMeanwhile() throws Exception {
        Actor office = application().getBean(People.class).actor("office.a").orElseThrow();
        DocumentId waterworks =
                application()
                        .getBean(Documents.class)
                        .imported("demo:open-waterworks")
                        .orElseThrow();
        Digest seen =
                new Digest(
                        application()
                                .getBean(DocumentQueries.class)
                                .view(office, waterworks)
                                .summary()
                                .digest());
        application()
                .getBean(Documents.class)
                .returnForChanges(office, waterworks, seen, "请补充检测时间。");

        start("--gongkai.demo.at=2020-05-21");

        assertThat(state("open-waterworks")).contains("RETURNED");
        assertThat(state("open-quick-test")).contains("PUBLISHED");
        assertThat(get(path("open-quick-test")).statusCode()).isEqualTo(200);
        assertThat(
                        texts(
                                "select key from demonstration_scene where refused is not null order by key"))
                .containsExactly("open-waterworks 1 event 2", "open-waterworks 1 event 3");
        assertThat(application().getBean(Clock.class).instant())
                .isBetween(
                        Instant.parse("2020-05-21T15:00:00Z"),
                        Instant.parse("2020-05-21T15:05:00Z"));
    }

    private static Map<String, Long> rows() {
        Map<String, Long> rows = new java.util.TreeMap<>();
        for (String table :
                List.of(
                        "unit",
                        "person",
                        "role_grant",
                        "document",
                        "edition",
                        "edition_revision",
                        "approval",
                        "site_revision",
                        "unit_asset",
                        "release",
                        "audit_entry",
                        "demonstration_scene")) {
            rows.put(table, count("select count(*) from " + table));
        }
        return rows;
    }

    private static long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static List<String> texts(String sql) {
        return jdbc.sql(sql).query((row, n) -> String.valueOf(row.getString(1))).list();
    }

    private static Optional<String> state(String slug) {
        return jdbc.sql(
                        """
                        select concat_ws(' ', e.state, e.stage) from edition e join document d on d.id = e.document_id
                        where e.latest and d.import_key = :key
                        """)
                .param("key", "demo:" + slug)
                .query(String.class)
                .optional();
    }

    private static String path(String slug) {
        return jdbc.sql("select path from document where import_key = :key")
                .param("key", "demo:" + slug)
                .query(String.class)
                .single();
    }

    private static Instant published(String slug) {
        return jdbc.sql("select first_published_at from document where import_key = :key")
                .param("key", "demo:" + slug)
                .query((row, n) -> row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) application()).getWebServer())
                        .getPort();
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
