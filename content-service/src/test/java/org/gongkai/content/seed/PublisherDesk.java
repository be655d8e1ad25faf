package org.gongkai.content.seed;

import com.sun.management.OperatingSystemMXBean;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.publishing.ReleaseDesk;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.site.SiteRevisions;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.indexing.Indexing;
import org.gongkai.publisher.output.SiteTrees;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What people do, and how long they wait for it. */
final class PublisherDesk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHANGES = 9;
    private static final int WARM_UP = 3;

    private final Heap heap;
    private final Path scratch;
    private final JdbcClient jdbc;
    private final JobRepository jobs;
    private final ReleaseDesk releases;
    private final Documents documents;
    private final DocumentQueries queries;
    private final SiteRevisions site;
    private final People people;
    private final SiteTrees trees;
    private final URI server;
    private final HttpClient reader = HttpClient.newHttpClient();

    /**
     * @param scratch a directory that does not exist yet
     */
    PublisherDesk(ConfigurableApplicationContext application, Heap heap, Path scratch) {
        this.heap = heap;
        this.scratch = scratch;
        jdbc = application.getBean(JdbcClient.class);
        jobs = application.getBean(JobRepository.class);
        trees = application.getBean(SiteTrees.class);
        releases = application.getBean(ReleaseDesk.class);
        documents = application.getBean(Documents.class);
        queries = application.getBean(DocumentQueries.class);
        site = application.getBean(SiteRevisions.class);
        people = application.getBean(People.class);
        server =
                URI.create(
                        "http://127.0.0.1:"
                                + Objects.requireNonNull(
                                                ((WebServerApplicationContext) application)
                                                        .getWebServer())
                                        .getPort());
    }

    void serve(ServedTree tree) throws IOException, InterruptedException {
        tree.compareWithNginx(server, path(new DocumentId(ApprovedSeed.document(2))), scratch);
    }

    void agreeOnTheSite(Map<String, String> sections) {
        Proposal proposed =
                site.propose(actor(Role.OFFICE_REVIEWER, 0), SeededSite.words(sections));
        site.approve(actor(Role.PUBLISHER, 0), proposed.id(), proposed.digest());
        site.approve(actor(Role.MUNICIPAL_REVIEWER, 0), proposed.id(), proposed.digest());
    }

    /** Releases all that waits. */
    void everything(int round) throws IOException, InterruptedException {
        heap.begin();
        long cpu = cpu();
        long compiling = compiling();
        long started = System.nanoTime();
        ReleaseReport report = releases.release(actor(Role.PUBLISHER, 0));
        long took = System.nanoTime() - started;
        compiling = compiling() - compiling;
        nothingHeld(report);
        System.out.printf(
                "round %d: released %,d pages in %.2f s, CPU %.2f s (the JVM compiled for %.1f s of it); %s; heap: most left by a collection %d MB, peaks %d MB, in"
                        + " use afterwards %d MB; load %.1f%n",
                round,
                report.pages(),
                took / 1e9,
                (cpu() - cpu) / 1e9,
                compiling / 1e3,
                steps(),
                heap.mostLeft() >> 20,
                Heap.peak() >> 20,
                Heap.used() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        awaitTrees(started + took);
        String hugo = System.getProperty("hugo", "");
        if (!hugo.isEmpty()) {
            System.out.printf("  %.2f of Hugo%n", took / 1e9 / Double.parseDouble(hugo));
        }
    }

    /** Readers have the release; what follows is stated apart. */
    private void awaitTrees(long since) throws InterruptedException {
        while (!trees.compressed()) {
            Thread.sleep(5);
        }
        System.out.printf("  compressed %.2f s later", (System.nanoTime() - since) / 1e9);
        while (!trees.idleIsKnown() || !trees.settled()) {
            Thread.sleep(5);
        }
        System.out.printf(
                ", the other tree filled and compressed after %.2f s%n",
                (System.nanoTime() - since) / 1e9);
    }

    private static void nothingHeld(ReleaseReport report) {
        List<Finding> held = Objects.requireNonNull(report.outcome()).held();
        if (!held.isEmpty()) {
            throw new IllegalStateException("held: " + held.getFirst());
        }
    }

    /** One article after the other is rewritten, reviewed, and made public. */
    void changes() throws Exception {
        List<Double> releasing = new ArrayList<>();
        List<Double> readable = new ArrayList<>();
        for (int i = 0; i < WARM_UP + CHANGES; i++) {
            DocumentId document = approved(i);
            String title = SeedDrafts.draft(i).title();
            String path = path(document);
            long started = System.nanoTime();
            ReleaseReport report = releases.release(actor(Role.PUBLISHER, 0));
            double took = (System.nanoTime() - started) / 1e6;
            await(path, answer -> answer.body().contains(title));
            double seen = (System.nanoTime() - started) / 1e6;
            nothingHeld(report);
            if (i < WARM_UP || i == WARM_UP + CHANGES - 1) {
                System.out.printf(
                        "  change %d: %.0f ms, rendered %d, rewritten %d; %s%n",
                        i, took, report.rendered(), report.rewritten(), steps());
            }
            if (i >= WARM_UP) {
                releasing.add(took);
                readable.add(seen);
            }
        }
        say("one article changed: release", releasing);
        say("last approval to page readable", readable);
    }

    /**
     * The same, until search finds the new title, once it knows the release before.
     *
     * @param index of a search engine that is there
     */
    void findable(Indexing index) throws Exception {
        long release = trees.current().orElseThrow().manifest().release();
        long started = System.nanoTime();
        while (!index.hasReached(release)) {
            Thread.sleep(50);
        }
        System.out.printf(
                "search engine started and index built in %.1f s%n",
                (System.nanoTime() - started) / 1e9);
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < WARM_UP + CHANGES; i++) {
            DocumentId document = approved(WARM_UP + CHANGES + i);
            String path = path(document);
            String title = SeedDrafts.draft(WARM_UP + CHANGES + i).title();
            String question =
                    "/api/search?q=" + URLEncoder.encode('"' + title + '"', StandardCharsets.UTF_8);
            long asked = System.nanoTime();
            nothingHeld(releases.release(actor(Role.PUBLISHER, 0)));
            await(question, answer -> answer.body().contains(path));
            if (i >= WARM_UP) {
                found.add((System.nanoTime() - asked) / 1e6);
            }
        }
        say("last approval to search hit", found);
    }

    /** Rewrites an article and takes it through all stages. */
    private DocumentId approved(int title) {
        int number = somewhere(title % (WARM_UP + CHANGES));
        int unit = number % Seed.UNITS;
        DocumentId document = new DocumentId(ApprovedSeed.document(number));
        Actor editor = actor(Role.EDITOR, unit);
        documents.save(editor, document, null, rewritten(document, title));
        documents.submit(editor, document, null);
        for (ReviewStage stage : ReviewStage.values()) {
            Actor reviewer = actor(stage.reviewer(), stage.reviewer().perUnit() ? unit : 0);
            documents.approve(
                    reviewer,
                    document,
                    new Digest(queries.view(reviewer, document).summary().digest()),
                    "");
        }
        return document;
    }

    /** One article after the other is withdrawn, until a reader is told that it is gone. */
    void takedowns() throws Exception {
        List<Double> gone = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            DocumentId document = live(somewhere(i));
            String path = path(document);
            long started = System.nanoTime();
            documents.withdraw(
                    actor(Role.PUBLISHER, 0),
                    document,
                    WithdrawalNotice.of(WithdrawalReason.WRONG));
            await(path, answer -> answer.statusCode() == 410);
            gone.add((System.nanoTime() - started) / 1e6);
        }
        say("takedown until the reader is told that it is gone", gone);
    }

    /** A document near this one that an earlier run has not withdrawn. */
    private DocumentId live(int number) {
        return IntStream.iterate(1 + number, n -> n + 1)
                .mapToObj(n -> new DocumentId(ApprovedSeed.document(n)))
                .filter(this::isLive)
                .findFirst()
                .orElseThrow();
    }

    private boolean isLive(DocumentId document) {
        return jdbc.sql(
                        "select exists (select from edition where document_id = :id and state = 'PUBLISHED')")
                .param("id", document.value())
                .query(Boolean.class)
                .single();
    }

    /** Numbers of documents that are spread over all. */
    private int somewhere(int step) {
        int documents = jdbc.sql("select count(*) from document").query(Integer.class).single();
        return (int) ((step + 0.5) * documents / (WARM_UP + CHANGES));
    }

    /** Another title and another body; in the lists it stays where it is. */
    private Draft rewritten(DocumentId document, int number) {
        JsonNode content =
                JSON.readTree(
                        jdbc.sql(
                                        """
                                        select r.canonical from edition e join revision r on r.digest = e.digest
                                        where e.document_id = :id and e.latest
                                        """)
                                .param("id", document.value())
                                .query(byte[].class)
                                .single());
        Draft other = SeedDrafts.draft(number);
        return new Draft(
                other.title(),
                other.body(),
                JSON.convertValue(content.get("fields"), new TypeReference<>() {}),
                JSON.convertValue(content.get("tags"), new TypeReference<>() {}),
                null,
                List.of());
    }

    private void await(String path, Predicate<HttpResponse<String>> seen) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
        long started = System.nanoTime();
        while (!seen.test(reader.send(request, HttpResponse.BodyHandlers.ofString()))) {
            if (System.nanoTime() - started > Duration.ofMinutes(3).toNanos()) {
                throw new IllegalStateException(path + " is not as it should be");
            }
            Thread.sleep(2);
        }
    }

    private String path(DocumentId document) {
        return jdbc.sql("select path from document where id = :id")
                .param("id", document.value())
                .query(String.class)
                .single();
    }

    /** How long each step of the last release took, as Spring Batch recorded it. */
    private String steps() {
        return jobs
                .getJobExecutions(jobs.getJobInstances("release", 0, 1).getFirst())
                .getFirst()
                .getStepExecutions()
                .stream()
                .map(
                        step ->
                                "%s %d"
                                        .formatted(
                                                step.getStepName(),
                                                Duration.between(
                                                                step.getStartTime(),
                                                                step.getEndTime())
                                                        .toMillis()))
                .collect(Collectors.joining(", ", "", " ms"));
    }

    private Actor actor(Role role, int unit) {
        return people.actor(new PersonId(Seed.person(role, unit, role == Role.EDITOR ? 0 : 1)))
                .orElseThrow();
    }

    private static void say(String what, List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
        System.out.printf(
                "%s: median %.0f ms, slowest %.0f ms, %s%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1],
                Arrays.toString(Arrays.stream(sorted).mapToLong(Math::round).toArray()));
    }

    /** For how many milliseconds the JVM has compiled so far, on all its threads. */
    private static long compiling() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
