package org.gongkai.content.seed;

import org.gongkai.content.engine.SeededHome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long releases take, beside Hugo on the same articles. Run it with {@code
 * build/benchmark-publisher}; with {@code -Dseeded=DIRECTORY} the district is kept there for the
 * next run. Corpus and Hugo's site come from {@code shared/tools} beside the repository; without
 * them articles are invented, and there is no Hugo.
 */
@Tag("benchmark")
class PublisherBenchmark {
    private static final Path TOOLS = Path.of("../../shared/tools").toAbsolutePath().normalize();
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String HEAP = "512m";

    @TempDir private Path fresh;

    @Test
    void measure() throws Exception {
        int documents = Integer.getInteger("documents", 10_000);
        int rounds = Integer.getInteger("rounds", 4);
        Path home = Path.of(System.getProperty("seeded", fresh.toString()));
        Path output =
                Files.isDirectory(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "gongkai-bench-")
                        : Files.createTempDirectory("gongkai-bench-");
        try {
            Corpus corpus = corpus(documents, output.resolve("corpus"));
            Double hugo =
                    corpus.directory() == null
                            ? null
                            : Hugo.seconds(TOOLS.resolve("hugo-site"), corpus.directory(), output);
            if (!Files.exists(home.resolve("postgres"))) {
                SeededHome.fill(home, owner -> new ApprovedSeed(owner).fill(corpus, documents));
            }
            publish(home, output.resolve("site"), corpus, rounds, hugo);
        } finally {
            PublisherProcess.delete(output);
        }
    }

    private static Corpus corpus(int documents, Path directory)
            throws IOException, InterruptedException {
        Path generator = TOOLS.resolve("corpus.py");
        if (!Files.exists(generator) || !Hugo.installed("python3")) {
            System.out.println(
                    generator + " is not there: articles are invented, and Hugo is left out");
            return new Corpus(null);
        }
        Hugo.run(
                List.of(
                        "python3",
                        generator.toString(),
                        "--articles",
                        String.valueOf(documents),
                        "--out",
                        directory.toString(),
                        "--formats",
                        "jsonl,hugo",
                        "--image-share",
                        "0"));
        return new Corpus(directory);
    }

    /** In a process of its own, with the heap and the compiler of a server. */
    private static void publish(
            Path home, Path output, Corpus corpus, int rounds, @Nullable Double hugo)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseG1GC",
                        "-Xmx" + HEAP,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dhugo=" + (hugo == null ? "" : hugo)));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        PublisherProcess.class.getName(),
                        home.toString(),
                        output.toString(),
                        corpus.directory() == null ? "" : corpus.directory().toString(),
                        String.valueOf(rounds)));
        Hugo.run(command);
    }
}
