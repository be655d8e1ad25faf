package org.gongkai.content.seed;

import com.sun.management.OperatingSystemMXBean;

import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.engine.SeededHome;
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
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The measured process: the whole application with its own PostgreSQL, on a home in which all
 * documents wait to become public. It releases all of them, some times over from nothing in the
 * warm process, and then changes a little at a time. {@link PublisherBenchmark} starts it with the
 * heap to be measured.
 */
final class PublisherProcess {
    private static final int CHANGES = 15;
    private static final int WARM_UP = 5;

    private final Path home;
    private final Path output;
    private final Corpus corpus;
    private final int rounds;
    private final Heap heap = new Heap();

    private PublisherProcess(Path home, Path output, Corpus corpus, int rounds) {
        this.home = home;
        this.output = output;
        this.corpus = corpus;
        this.rounds = rounds;
    }

    /** With the home, the directory for output, that of the corpus or nothing, and the rounds. */
    public static void main(String[] words) throws Exception {
        new PublisherProcess(
                        Path.of(words[0]),
                        Path.of(words[1]),
                        new Corpus(words[2].isEmpty() ? null : Path.of(words[2])),
                        Integer.parseInt(words[3]))
                .measure();
        System.exit(0);
    }

    private void measure() throws Exception {
        for (int round = 1; round <= rounds; round++) {
            SeededHome.fill(home, owner -> new ApprovedSeed(owner).again());
            delete(output);
            try (ConfigurableApplicationContext application = start()) {
                Desk desk = new Desk(application);
                if (round == 1) {
                    desk.agreeOnTheSite(corpus.sections());
                }
                desk.everything(round);
                if (round == rounds) {
                    ServedTree tree = new ServedTree(output.resolve("site/current").toRealPath());
                    System.out.printf(
                            "to compress the same files once more, alone: %.2f s%n",
                            tree.secondsToCompress(output.resolve("scratch")));
                    desk.serve(tree);
                    desk.changes();
                    desk.takedowns();
                }
            }
        }
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                ContentServiceApplication.class,
                "--gongkai.home=" + home,
                "--gongkai.publisher.site-dir=" + output.resolve("site"),
                "--gongkai.publisher.releases-dir=" + output.resolve("releases"),
                "--gongkai.publisher.grace=0s",
                "--gongkai.publisher.conformance.unset-identity=warn",
                "--server.port=0",
                "--spring.elasticsearch.uris=http://127.0.0.1:9");
    }

    /** What people do, and how long they wait for it. */
    private final class Desk {
        private final JdbcClient jdbc;
        private final JobRepository jobs;
        private final ReleaseDesk releases;
        private final Documents documents;
        private final DocumentQueries queries;
        private final SiteRevisions site;
        private final People people;
        private final URI server;
        private final HttpClient reader = HttpClient.newHttpClient();

        Desk(ConfigurableApplicationContext application) {
            jdbc = application.getBean(JdbcClient.class);
            jobs = application.getBean(JobRepository.class);
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
            tree.compareWithNginx(
                    server,
                    path(new DocumentId(ApprovedSeed.document(2))),
                    output.resolve("scratch"));
        }

        void agreeOnTheSite(Map<String, String> sections) {
            Proposal proposed =
                    site.propose(actor(Role.OFFICE_REVIEWER, 0), SeededSite.words(sections));
            site.approve(actor(Role.PUBLISHER, 0), proposed.id(), proposed.digest());
            site.approve(actor(Role.MUNICIPAL_REVIEWER, 0), proposed.id(), proposed.digest());
        }

        /** Releases all that waits. */
        void everything(int round) throws IOException {
            heap.begin();
            long cpu = cpu();
            long started = System.nanoTime();
            ReleaseReport report = releases.release(actor(Role.PUBLISHER, 0));
            long took = System.nanoTime() - started;
            nothingHeld(report);
            System.out.printf(
                    "round %d: released %,d pages in %.2f s, CPU %.2f s; %s; heap: most left by a collection %d MB, peaks %d MB, in"
                            + " use afterwards %d MB; load %.1f%n",
                    round,
                    report.pages(),
                    took / 1e9,
                    (cpu() - cpu) / 1e9,
                    steps(),
                    heap.mostLeft() >> 20,
                    Heap.peak() >> 20,
                    Heap.used() >> 20,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            String hugo = System.getProperty("hugo", "");
            if (!hugo.isEmpty()) {
                System.out.printf("  %.2f of Hugo%n", took / 1e9 / Double.parseDouble(hugo));
            }
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
                DocumentId document = new DocumentId(ApprovedSeed.document(i * 37));
                Actor editor = actor(Role.EDITOR, i * 37 % Seed.UNITS);
                documents.save(editor, document, null, SeedDrafts.draft(i));
                documents.submit(editor, document, null);
                for (ReviewStage stage : ReviewStage.values()) {
                    Actor reviewer =
                            actor(
                                    stage.reviewer(),
                                    stage.reviewer().perUnit() ? i * 37 % Seed.UNITS : 0);
                    documents.approve(
                            reviewer,
                            document,
                            new Digest(queries.view(reviewer, document).summary().digest()),
                            "");
                }
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

        /** One article after the other is withdrawn, until a reader is told that it is gone. */
        void takedowns() throws Exception {
            List<Double> gone = new ArrayList<>();
            for (int i = 0; i < CHANGES; i++) {
                DocumentId document = new DocumentId(ApprovedSeed.document(1 + i * 41));
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

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(
                                file -> {
                                    try {
                                        Files.delete(file);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
            }
        }
    }
}
