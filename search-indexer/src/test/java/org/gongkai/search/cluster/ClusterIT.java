package org.gongkai.search.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.search.Documents;
import org.gongkai.search.EmptySite;
import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchUnavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three nodes, three shards, each of them twice; the elected node is killed while readers ask and a
 * release writes. What was acknowledged stays, and no reader sees an error or a smaller site.
 */
@SpringBootTest(
        classes = {EmptySite.class, SearchApplication.class},
        properties = {
            "gongkai.search.index=cluster",
            "gongkai.search.shards=3",
            "gongkai.search.replicas=1",
            "gongkai.search.timeout=20s",
            "gongkai.search.rate.per-second=0"
        })
@AutoConfigureMockMvc
@DirtiesContext
class ClusterIT {
    private static final int READERS = 3;
    private static final int WRITTEN_TOGETHER = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Cluster CLUSTER = Cluster.start();

    @Autowired MockMvcTester mvc;
    @Autowired SearchIndex index;

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    @DynamicPropertySource
    static void nodes(DynamicPropertyRegistry properties) {
        properties.add("spring.elasticsearch.uris", CLUSTER::uris);
        properties.add("spring.elasticsearch.username", () -> CLUSTER.any().username());
        properties.add("spring.elasticsearch.password", () -> CLUSTER.any().password());
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void theElectedNodeIsKilledAndNobodyLosesAnything() throws Exception {
        index.prepare();
        writeMore();
        awaitAllCopies();
        try (ExecutorService people = Executors.newCachedThreadPool()) {
            try {
                IntStream.range(0, READERS).forEach(each -> people.execute(this::read));
                people.execute(this::write);
                awaitMore();

                String master = CLUSTER.master();
                CLUSTER.kill(master);
                awaitMore();
                assertThat(CLUSTER.master()).as("another one is elected").isNotEqualTo(master);

                CLUSTER.startAgain(master);
                awaitMore();
            } finally {
                going.set(false);
            }
        }

        awaitAllCopies();
        assertThat(broken).isEmpty();
        assertThat(index.contents().keySet()).containsAll(everythingAcknowledged());
        System.out.printf(
                "%d answers, %d documents, %d batches written again%n",
                answered.get(), acknowledged.get(), repeated.get());
    }

    private static void awaitAllCopies() {
        await().atMost(PATIENCE).until(() -> CLUSTER.complete(3));
    }

    /** Until readers and the writer have come on, however long that takes here. */
    private void awaitMore() {
        long documents = acknowledged.get() + 5 * WRITTEN_TOGETHER;
        long answers = answered.get() + 10 * READERS;
        await().atMost(PATIENCE)
                .until(
                        () ->
                                !broken.isEmpty()
                                        || (acknowledged.get() >= documents
                                                && answered.get() >= answers));
        assertThat(broken).isEmpty();
    }

    private void write() {
        try {
            while (going.get()) {
                writeMore();
                rest();
            }
        } catch (RuntimeException e) {
            broken.add("writing: " + e);
        }
    }

    /** Three nodes need the processors, too. */
    private static void rest() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    /** As a release does: what could not be written is written again, until it is there. */
    private void writeMore() {
        int first = Math.toIntExact(acknowledged.get());
        while (going.get()) {
            try {
                index.apply(
                        IntStream.range(first, first + WRITTEN_TOGETHER)
                                .mapToObj(
                                        i ->
                                                new Put(
                                                        Documents.of("d" + i, "集群里的稿件" + i, "正文"),
                                                        1)));
                acknowledged.addAndGet(WRITTEN_TOGETHER);
                return;
            } catch (SearchUnavailable e) {
                repeated.incrementAndGet();
            }
        }
    }

    private void read() {
        while (going.get()) {
            long atLeast = acknowledged.get();
            try {
                MvcTestResult answer = mvc.get().uri("/api/search").param("q", "集群").exchange();
                String body = answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
                if (answer.getResponse().getStatus() != 200) {
                    broken.add("reading: " + body);
                } else if (JSON.readTree(body).get("total").asLong() < atLeast) {
                    broken.add("fewer than " + atLeast + ": " + body);
                }
                answered.incrementAndGet();
                rest();
            } catch (Exception e) {
                broken.add("reading: " + e);
            }
        }
    }

    private Set<String> everythingAcknowledged() {
        return IntStream.range(0, Math.toIntExact(acknowledged.get()))
                .mapToObj(i -> "d" + i)
                .collect(Collectors.toSet());
    }
}
