package org.gongkai.search.load;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How fast search writes and answers. Run it with {@code build/benchmark-search}. The corpus comes
 * from {@code shared/tools} beside the repository; without it articles are invented.
 */
@Tag("benchmark")
class SearchBenchmark {
    private static final Path GENERATOR =
            Path.of("../../shared/tools/corpus.py").toAbsolutePath().normalize();

    @TempDir private Path directory;

    @Test
    void measure() throws Exception {
        String documents = System.getProperty("documents", "50000");
        // In a process of its own, with the heap and the compiler of a server.
        run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseG1GC",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        SearchProcess.class.getName(),
                        directory.toString(),
                        corpus(documents),
                        documents,
                        System.getProperty("questions", "3000")));
    }

    private String corpus(String documents) throws IOException, InterruptedException {
        if (!Files.exists(GENERATOR) || !installed("python3")) {
            System.out.println(GENERATOR + " or python3 is not there: articles are invented");
            return "";
        }
        Path corpus = directory.resolve("corpus");
        run(
                List.of(
                        "python3",
                        GENERATOR.toString(),
                        "--articles",
                        documents,
                        "--out",
                        corpus.toString()));
        return corpus.toString();
    }

    private static boolean installed(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            said.lines().forEach(System.out::println); // the runner's own stream is not ours
        }
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: " + command);
        }
    }
}
