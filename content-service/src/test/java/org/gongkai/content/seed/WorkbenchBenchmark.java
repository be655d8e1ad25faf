package org.gongkai.content.seed;

import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.engine.SeededHome;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.security.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long the pages of the workbench take in a large district, one request after the other, from
 * the request to the last byte, without pictures, styles and scripts. Run it with {@code
 * build/benchmark-workbench}; with {@code -Dseeded=DIRECTORY} the district is kept there for the
 * next run.
 */
@Tag("benchmark")
class WorkbenchBenchmark {
    private static final int CALLS = 100;
    private static final int WARM_UP = 20;
    private static final String PASSWORD = "a-password-for-measuring";

    /** Entries of the audit trail for each document. */
    private static final int TRAIL = 8;

    private static final Map<Role, List<String>> PAGES =
            Map.of(
                    Role.EDITOR,
                    List.of(
                            "",
                            "/documents",
                            "/documents?state=PUBLISHED&sort=title",
                            "/documents?title=河道清淤",
                            "/documents?page=20",
                            "/write?kind=article",
                            "/documents/LIVE",
                            "/documents/LIVE/difference",
                            "/documents/LIVE/write",
                            "/library"),
                    Role.UNIT_REVIEWER,
                    List.of("", "/review", "/documents?waiting=true"),
                    Role.OFFICE_REVIEWER,
                    List.of(
                            "",
                            "/review",
                            "/documents",
                            "/documents?title=第",
                            "/documents?section=s03&sort=due",
                            "/documents?late=true",
                            "/documents.csv?state=APPROVED",
                            "/releases",
                            "/emergencies",
                            "/unreleased",
                            "/site",
                            "/routing",
                            "/notices",
                            "/review-links",
                            "/delegations"),
                    Role.MUNICIPAL_REVIEWER,
                    List.of("", "/review"),
                    Role.PUBLISHER,
                    List.of("", "/releases"),
                    Role.ADMINISTRATOR,
                    List.of(
                            "",
                            "/people",
                            "/units",
                            "/campaigns",
                            "/calendar",
                            "/webhooks",
                            "/audit",
                            "/account"),
                    Role.SUPERVISOR,
                    List.of(
                            "/audit",
                            "/audit?action=submitted",
                            "/audit?account=editor.3.1",
                            "/audit?from=2016-03-01&until=2016-03-02",
                            "/audit?until=2016-03-02",
                            "/unreleased"));

    @TempDir private Path fresh;

    @Test
    void measure() throws Exception {
        int documents = Integer.getInteger("documents", 100_000);
        Path home = Path.of(System.getProperty("seeded", fresh.toString()));
        if (!Files.exists(home.resolve("postgres"))) {
            SeededHome.fill(
                    home,
                    owner -> {
                        Seed seed = new Seed(owner, 515);
                        seed.fill(documents);
                        seed.trail(documents, TRAIL);
                        seed.overseers();
                    });
        }
        try (ConfigurableApplicationContext application =
                new SpringApplicationBuilder(ContentServiceApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--gongkai.home=" + home,
                                "--server.port=0",
                                "--spring.elasticsearch.uris=http://127.0.0.1:9")) {
            URI root =
                    URI.create(
                            "http://127.0.0.1:"
                                    + application
                                            .getEnvironment()
                                            .getProperty("local.server.port"));
            System.out.printf("%,d documents%n", documents);
            System.out.println("| who | page | bytes | median | 95th percentile | slowest |");
            System.out.println("|---|---|---|---|---|---|");
            List<String> live = live(application.getBean(JdbcClient.class));
            for (Role role : Role.values()) {
                if (PAGES.containsKey(role)) {
                    measure(signedIn(application.getBean(People.class), root, role), role, live);
                }
            }
        }
    }

    private static Browser signedIn(People people, URI root, Role role) {
        PersonId id = new PersonId(Seed.person(role, role.perUnit() ? 3 : 0, 1));
        Actor actor = people.actor(id).orElseThrow();
        people.setPassword(actor, id, PASSWORD);
        Browser browser = new Browser(root);
        browser.send(
                browser.open("/workbench/sign-in"),
                "account",
                Map.of("account", actor.account(), "password", PASSWORD));
        return browser;
    }

    private static void measure(Browser browser, Role role, List<String> live) {
        for (String page : PAGES.getOrDefault(role, List.of())) {
            long[] nanos = new long[CALLS];
            int bytes = 0;
            for (int i = -WARM_UP; i < CALLS; i++) {
                String path = "/workbench" + page.replace("LIVE", live.get(i + WARM_UP));
                long start = System.nanoTime();
                Browser.Window window = browser.open(path);
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - start;
                }
                if (window.response().statusCode() != 200
                        || window.address().getPath().endsWith("/sign-in")) {
                    throw new IllegalStateException(role + ": " + window);
                }
                bytes = window.response().body().length();
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "| %s | `%s` | %,d | %.0f ms | %.0f ms | %.0f ms |%n",
                    role,
                    page.isEmpty() ? "/" : page,
                    bytes,
                    nanos[CALLS / 2] / 1e6,
                    nanos[CALLS * 95 / 100] / 1e6,
                    nanos[CALLS - 1] / 1e6);
        }
    }

    /** Documents of the editor's unit that are public, one for each call. */
    private static List<String> live(JdbcClient jdbc) {
        return jdbc.sql(
                        """
                        select document_id::text from edition
                        where unit_key = :unit and latest and state = 'PUBLISHED' order by document_id limit :calls
                        """)
                .param("unit", Seed.unit(3).value())
                .param("calls", CALLS + WARM_UP)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
