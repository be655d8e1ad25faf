package org.gongkai.search.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Many readers at once, over HTTP, while releases change and withdraw documents: each gets an
 * answer, and none an error.
 */
@SpringBootTest(
        classes = {CrowdIT.Site.class, SearchApplication.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "gongkai.search.rate.per-second=0")
class CrowdIT {
    private static final int DOCUMENTS = 500;
    private static final AtomicLong LAST_REMOVAL = new AtomicLong();

    @Autowired SearchIndex index;
    @LocalServerPort int port;

    private final Articles articles = Articles.invented(DOCUMENTS);
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    @DynamicPropertySource
    static void node(DynamicPropertyRegistry properties) {
        SharedNode.register(properties);
    }

    /** Named to the test alone: not annotated, so that no scan finds it. */
    static class Site {
        @Bean
        SearchShell shell() {
            return Optional::empty;
        }

        @Bean
        RemovalCheckpoint removals() {
            return LAST_REMOVAL::get;
        }
    }

    @Test
    void aCrowdAsksAndEachIsAnswered() throws Exception {
        ask(20, asked -> asked < 5);

        assertThat(broken).isEmpty();
        assertThat(answers).hasValue(20 * 5 * 2);
    }

    @Test
    @Tag("soak")
    void twoHundredAskForTenMinutesAndEachIsAnswered() throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(10));

        ask(200, asked -> Instant.now().isBefore(end));

        System.out.println(answers + " answers to 200 readers");
        assertThat(broken).isEmpty();
    }

    private void ask(int readers, IntPredicate more) throws Exception {
        long release = LAST_REMOVAL.get() + 1;
        index.rebuild(articles.documents()::stream, release);
        Questions questions = new Questions(URI.create("http://127.0.0.1:" + port), articles);
        AtomicBoolean open = new AtomicBoolean(true);
        try (Reader http = new Reader();
                ExecutorService releases = Executors.newSingleThreadExecutor()) {
            releases.execute(() -> release(release + 1, open));
            try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int reader = 0; reader < readers; reader++) {
                    int first = reader * 1_000;
                    crowd.execute(() -> read(http, questions, first, more));
                }
            } finally {
                open.set(false);
            }
        }
    }

    private void read(Reader http, Questions questions, int first, IntPredicate more) {
        try {
            for (int i = 0; more.test(i) && broken.isEmpty(); i++) {
                http.ask(questions.suggestion(first + i));
                http.ask(questions.search(first + i));
                answers.addAndGet(2);
            }
        } catch (RuntimeException e) {
            broken.add(e.toString());
        }
    }

    /**
     * Each release withdraws a document and brings the one back that the last withdrew, in the
     * order of a real one: not found before it is gone.
     */
    private void release(long next, AtomicBoolean open) {
        try {
            for (long release = next; open.get(); release++) {
                SearchDocument gone = document(release);
                SearchDocument back = document(release - 1);
                index.apply(Stream.of(new Remove(gone.id(), release), new Put(back, release)));
                index.advance(release);
                LAST_REMOVAL.set(release);
            }
        } catch (RuntimeException e) {
            broken.add("release: " + e);
        }
    }

    private SearchDocument document(long release) {
        return articles.documents().get((int) (release % DOCUMENTS));
    }
}
