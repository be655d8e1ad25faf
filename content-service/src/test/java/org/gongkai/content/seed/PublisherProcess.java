package org.gongkai.content.seed;

import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.engine.SeededHome;
import org.gongkai.publisher.indexing.Indexing;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The measured process: the whole application with its own PostgreSQL, on a home in which all
 * documents wait to become public. It releases all of them, some times over from nothing in the
 * warm process, and then changes a little at a time. {@link PublisherBenchmark} starts it with the
 * heap to be measured.
 */
final class PublisherProcess {
    private static final String NO_SEARCH = "--spring.elasticsearch.uris=http://127.0.0.1:9";

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
            try (ConfigurableApplicationContext application = start(NO_SEARCH)) {
                PublisherDesk desk =
                        new PublisherDesk(application, heap, output.resolve("scratch"));
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
        try (ConfigurableApplicationContext application = start()) {
            new PublisherDesk(application, heap, output.resolve("scratch"))
                    .findable(application.getBean(Indexing.class));
        }
    }

    /**
     * @param engine where search is; the application's own if nothing is said
     */
    private ConfigurableApplicationContext start(String... engine) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--gongkai.home=" + home,
                                "--gongkai.publisher.site-dir=" + output.resolve("site"),
                                "--gongkai.publisher.releases-dir=" + output.resolve("releases"),
                                "--gongkai.publisher.grace=0s",
                                "--gongkai.publisher.conformance.unset-identity=warn",
                                "--server.port=0"));
        words.addAll(List.of(engine));
        return SpringApplication.run(ContentServiceApplication.class, words.toArray(String[]::new));
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
