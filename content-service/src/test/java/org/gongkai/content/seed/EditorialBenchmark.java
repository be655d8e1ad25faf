package org.gongkai.content.seed;

import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Page;
import org.gongkai.content.engine.SeededHome;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * How long the editorial core takes in a large district, one call after the other, on the database
 * of our own with its durability on. Run it with {@code build/benchmark-editorial}; with {@code
 * -Dseeded=DIRECTORY} the district is kept there for the next run.
 */
@Tag("benchmark")
class EditorialBenchmark {
    private static final int CALLS = 1000;
    private static final int WARM_UP = 300;

    @TempDir private Path fresh;

    private final List<String> rows = new ArrayList<>();
    private @Nullable RowsRead read;

    @Test
    void measure() throws Exception {
        int documents = Integer.getInteger("documents", 20_000);
        Path home = Path.of(System.getProperty("seeded", fresh.toString()));
        if (!Files.exists(home.resolve("postgres"))) {
            Instant started = Instant.now();
            SeededHome.fill(home, owner -> new Seed(owner, 515).fill(documents));
            System.out.printf(
                    "seeded %,d documents with %d editions each in %d s%n",
                    documents, Seed.EDITIONS, Duration.between(started, Instant.now()).toSeconds());
        }
        try (ConfigurableApplicationContext application =
                new SpringApplicationBuilder(ContentServiceApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--gongkai.home=" + home,
                                "--server.port=0",
                                "--spring.elasticsearch.uris=http://127.0.0.1:9",
                                "--spring.datasource.hikari.maximum-pool-size=1")) {
            measure(application, documents);
        }
        System.out.println(
                "| what | median | 99th percentile | slowest | rows and index entries read | tables read whole |");
        System.out.println("|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
    }

    private void measure(ConfigurableApplicationContext application, int count) {
        DocumentQueries queries = application.getBean(DocumentQueries.class);
        Documents documents = application.getBean(Documents.class);
        People people = application.getBean(People.class);
        Actor editor = actor(people, Role.EDITOR, 3);
        Actor unitReviewer = actor(people, Role.UNIT_REVIEWER, 3);
        Actor office = actor(people, Role.OFFICE_REVIEWER, 0);
        Random chance = new Random(1);
        read = new RowsRead(application.getBean(JdbcClient.class));

        Actor city = actor(people, Role.MUNICIPAL_REVIEWER, 0);
        for (Actor actor : List.of(editor, unitReviewer, office, city)) {
            String who = actor.account().replaceAll("[.0-9]+", "");
            time("work list of an " + who, n -> queries.list(actor, DocumentFilter.WAITING, 1, 20));
        }
        time("list of all documents, office", n -> queries.list(office, DocumentFilter.ALL, 1, 50));
        time("list of a unit, editor", n -> queries.list(editor, DocumentFilter.ALL, 1, 50));
        time(
                "document view",
                n -> queries.view(office, new DocumentId(Seed.document(chance.nextInt(count)))));
        submitAndApprove(documents, queries, editor, unitReviewer);
        for (String title : List.of("河道清淤", "第" + count / 2 + "号")) {
            DocumentFilter filter =
                    new DocumentFilter(null, null, null, null, null, title, false, false);
            time("titles with “" + title + "”", 20, 5, n -> queries.list(office, filter, 1, 50));
        }
    }

    /** On fresh drafts of one unit, each submitted and then approved once. */
    private void submitAndApprove(
            Documents documents, DocumentQueries queries, Actor editor, Actor unitReviewer) {
        DocumentFilter drafts =
                new DocumentFilter(
                        EditionState.PUBLISHED,
                        null,
                        null,
                        Seed.unit(3).value(),
                        null,
                        null,
                        false,
                        false);
        List<DocumentSummary> live = new ArrayList<>();
        for (int page = 1; live.size() < CALLS + WARM_UP; page++) {
            Page<DocumentSummary> found = queries.list(editor, drafts, page, 200);
            if (found.items().isEmpty()) {
                break;
            }
            live.addAll(found.items());
        }
        List<Digest> digests = new ArrayList<>();
        int calls = Math.min(CALLS, live.size() - WARM_UP);
        time(
                "save the first draft of a next edition",
                calls,
                n ->
                        digests.add(
                                documents
                                        .save(editor, live.get(n).id(), null, SeedDrafts.draft(n))
                                        .digest()));
        time("submit", calls, n -> documents.submit(editor, live.get(n).id(), null));
        time(
                "approve at " + ReviewStage.UNIT_REVIEW,
                calls,
                n -> documents.approve(unitReviewer, live.get(n).id(), digests.get(n), "同意"));
    }

    private static Actor actor(People people, Role role, int unit) {
        return people.actor(new PersonId(Seed.person(role, unit, 1))).orElseThrow();
    }

    private void time(String what, IntConsumer call) {
        time(what, CALLS, call);
    }

    private void time(String what, int calls, IntConsumer call) {
        time(what, calls, WARM_UP, call);
    }

    private void time(String what, int calls, int warmUp, IntConsumer call) {
        for (int i = 0; i < warmUp; i++) {
            call.accept(i);
        }
        long[] nanos = new long[calls];
        RowsRead.Count count =
                Objects.requireNonNull(read)
                        .during(
                                () -> {
                                    for (int i = 0; i < calls; i++) {
                                        long start = System.nanoTime();
                                        call.accept(warmUp + i);
                                        nanos[i] = System.nanoTime() - start;
                                    }
                                });
        Arrays.sort(nanos);
        rows.add(
                "| %s | %.1f ms | %.1f ms | %.1f ms | %,d | %d |"
                        .formatted(
                                what,
                                nanos[calls / 2] / 1e6,
                                nanos[calls * 99 / 100] / 1e6,
                                nanos[calls - 1] / 1e6,
                                count.rows() / calls,
                                count.wholeTables()));
    }
}
