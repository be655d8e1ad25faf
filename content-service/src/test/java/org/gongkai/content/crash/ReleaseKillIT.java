package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;
import org.gongkai.content.crash.Releasing.Asking;
import org.gongkai.content.crash.Releasing.Work;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.gongkai.publisher.ReleaseStep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * {@code kill -9} at any instant of a release, of a takedown, or of going back, and another start:
 * manifest, database, disk, and search index say the same, and the next release makes public what
 * was approved. PostgreSQL and Elasticsearch live on.
 */
class ReleaseKillIT {
    private static final long SEED = Long.getLong("gongkai.test.seed", 20200515);
    private static final int FIRST_RELEASES = 3;
    private static final double A_LITTLE_LONGER = 1.2;
    private static final int MOST_STEPS = 6;
    private static final String BEFORE = "before PLAN";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path directory;
    private final Random chance = new Random(SEED);
    private final Map<Work, Duration> lengths = new EnumMap<>(Work.class);
    private final Map<String, Integer> hits = new TreeMap<>();
    private final TestPostgres database = TestPostgres.fresh();
    private final Records records = Records.of(database.app());

    @Test
    void afterEachOfTenKillsEverythingAgrees() throws Exception {
        rounds(10);
    }

    @Test
    @Tag("soak")
    void afterEachOfTwoHundredKillsEverythingAgrees() throws Exception {
        rounds(Integer.getInteger("gongkai.test.kills", 200));
        assertThat(Arrays.stream(ReleaseStep.values()).map(Enum::name).filter(hits::containsKey))
                .as("the steps that were hit, of %s", hits)
                .hasSizeGreaterThanOrEqualTo(MOST_STEPS);
    }

    private void rounds(int count) throws Exception {
        Path engineHome = Path.of("target", "elasticsearch");
        FileSystemUtils.deleteRecursively(engineHome.resolve("data"));
        try (EmbeddedElasticsearch engine =
                EmbeddedElasticsearch.start(NodeConfiguration.in(engineHome))) {
            Index index = new Index(engine);
            QuickStart quick = QuickStart.ofThisBuild();
            if (!quick.recorded()) {
                engine.awaitReady(PATIENCE);
                record(quick, index);
            }
            KilledServer server = server("home", quick.options(), database, index);
            long begun = System.nanoTime();
            try {
                Api anonymous = server.start(true);
                engine.awaitReady(PATIENCE);
                rounds(count, server, anonymous, index);
            } finally {
                System.out.printf(
                        "%d s; asked for undisturbed %s; killed at %s%n",
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(), lengths, hits);
                server.stop();
            }
        }
    }

    private KilledServer server(
            String home, List<String> jvm, TestPostgres database, Index index, String... more) {
        List<String> settings = new ArrayList<>(index.settings());
        database.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.addAll(List.of(more));
        return new KilledServer(
                directory.resolve(home), directory.resolve("said.txt"), jvm, settings);
    }

    /** Has java learn what it will do again and again, on a site of its own. */
    private void record(QuickStart quick, Index index) throws Exception {
        TestPostgres another = TestPostgres.fresh();
        KilledServer server =
                server(
                        "recorded",
                        quick.recording(),
                        another,
                        index,
                        "--gongkai.search.index=recorded");
        try {
            Staff staff = Staff.hire(server.start(true), server.home());
            oneOfEach(new Releasing(staff, Records.of(another.app()), new Random(SEED)));
        } finally {
            server.stop();
        }
        quick.keep();
    }

    private void rounds(int count, KilledServer server, Api first, Index index)
            throws InterruptedException {
        Staff staff = Staff.hire(first, server.home());
        lengths.putAll(oneOfEach(new Releasing(staff, records, chance)));
        for (int round = 1; round <= count; round++) {
            Releasing releasing = new Releasing(staff, records, chance);
            Work work = releasing.any();
            Duration instant = instantOf(work);
            String killed =
                    "seed %d, round %d: %s, killed after %d ms"
                            .formatted(SEED, round, work, instant.toMillis());
            try {
                Asking asking = releasing.prepare(work);
                String step = killedAt(server, asking, instant);
                hits.merge(step, 1, Integer::sum);
                killed += " at " + step + (asking.acknowledged ? ", acknowledged" : "");
                System.out.println(killed);
                Api restarted = server.start(true);
                staff = staff.at(restarted);
                everythingAgrees(
                        new Agreement(server.home(), restarted, records, index),
                        new Releasing(staff, records, chance),
                        asking,
                        work);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(killed, e);
            }
        }
    }

    /** How long each kind takes on a site that has some pages, in a process that has made one. */
    private static Map<Work, Duration> oneOfEach(Releasing releasing) {
        Map<Work, Duration> lengths = new EnumMap<>(Work.class);
        List<Work> works = new ArrayList<>(Collections.nCopies(FIRST_RELEASES, Work.RELEASE));
        works.addAll(List.of(Work.TAKEDOWN, Work.BACK));
        for (Work work : works) {
            Asking asking = releasing.prepare(work);
            long begun = System.nanoTime();
            asking.ask();
            lengths.put(work, Duration.ofNanos(System.nanoTime() - begun));
        }
        return lengths;
    }

    private Duration instantOf(Work work) {
        double latest = lengths.getOrDefault(work, Duration.ZERO).toNanos() * A_LITTLE_LONGER;
        return Duration.ofNanos((long) (latest * chance.nextDouble()));
    }

    /** Kills the server so long after it was asked; answers what it was at. */
    private String killedAt(KilledServer server, Asking asking, Duration instant)
            throws InterruptedException {
        long before = records.opened();
        CompletableFuture<Void> asked = CompletableFuture.runAsync(asking::ask);
        Thread.sleep(instant);
        server.kill();
        try {
            asked.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Api.NoAnswer)) {
                throw e;
            }
        }
        long opened = records.opened();
        return opened == before ? BEFORE : records.step(opened).orElse(BEFORE);
    }

    private void everythingAgrees(
            Agreement agreement, Releasing releasing, Asking asking, Work work) throws IOException {
        if (work == Work.TAKEDOWN) {
            agreement.comes();
        } else {
            agreement.isThere();
        }
        if (asking.acknowledged) {
            asking.isKept(agreement.reader());
        }
        releasing.releaseAll();
        assertThat(records.newest("APPROVED")).as("approved, and not public").isEmpty();
        agreement.comes();
        assertThat(records.auditFaults()).as("the audit log").isEmpty();
    }
}
