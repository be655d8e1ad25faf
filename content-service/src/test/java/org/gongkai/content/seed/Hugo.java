package org.gongkai.content.seed;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Hugo making a site of equal content, as a process of its own. */
final class Hugo {
    private static final int RUNS = 3;

    private Hugo() {}

    /**
     * The median of some runs in seconds; null if Hugo is not installed.
     *
     * @param template the site without its content
     * @param corpus with the content for Hugo
     * @param output where the site may stand meanwhile
     */
    static @Nullable Double seconds(Path template, Path corpus, Path output)
            throws IOException, InterruptedException {
        if (!installed("hugo")) {
            return null;
        }
        Path site = output.resolve("hugo-site");
        copy(template, site);
        Files.createSymbolicLink(site.resolve("content"), corpus.resolve("hugo/content"));
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Path made = output.resolve("hugo-made");
            PublisherProcess.delete(made);
            long started = System.nanoTime();
            run(List.of("hugo", "--quiet", "-s", site.toString(), "-d", made.toString()));
            seconds.add((System.nanoTime() - started) / 1e9);
            PublisherProcess.delete(made);
        }
        System.out.println("Hugo: " + seconds + " s");
        return seconds.stream().sorted().toList().get(RUNS / 2);
    }

    static boolean installed(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            said.lines().forEach(System.out::println); // the runner's own stream is not ours
        }
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("It failed: " + String.join(" ", command));
        }
    }

    /** In the words of older releases of Hugo, such as Debian's, which newer ones still read. */
    private static void copy(Path template, Path site) throws IOException {
        try (Stream<Path> files = Files.walk(template)) {
            files.filter(Files::isRegularFile)
                    .forEach(
                            file -> {
                                try {
                                    Path copy = site.resolve(template.relativize(file).toString());
                                    Files.createDirectories(copy.resolveSibling("."));
                                    Files.writeString(copy, older(Files.readString(file)));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    private static String older(String text) {
        return text.replace("hugo.Data", "site.Data")
                .replaceFirst("(?m)^locale = ", "languageCode = ")
                .replaceFirst(
                        "\\[pagination]\\s+pagerSize = (\\d+)\\s+disableAliases = true",
                        "paginate = $1");
    }
}
