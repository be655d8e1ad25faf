package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.html.SharedInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Damaged files end in a proposal or a refusal; nothing crashes, hangs or stays behind. */
class FuzzIT {
    @TempDir Path temporary;
    @TempDir Path work;

    @Test
    void twoHundredAndFiftyDamagedFiles() throws Exception {
        fuzz(250, 20200515, 30);
    }

    @Test
    @Tag("soak")
    void fiveThousandDamagedFiles() throws Exception {
        fuzz(5000, 20200601, 180);
    }

    private void fuzz(int count, long seed, int minutes) throws IOException, InterruptedException {
        Path documents = SharedInput.find("documents");
        Path said = work.resolve("said.txt");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx256m",
                                        "-XX:+UseSerialGC",
                                        "-XX:+ExitOnOutOfMemoryError",
                                        "-Djava.io.tmpdir=" + temporary,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Fuzzing.class.getName(),
                                        documents.toString(),
                                        Integer.toString(count),
                                        Long.toString(seed),
                                        work.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor(minutes, TimeUnit.MINUTES)).isTrue();

        List<String> lines = Files.readAllLines(said, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(lines.stream().filter(line -> line.startsWith("PROBLEM"))).isEmpty();
        assertThat(process.exitValue()).as(String.join("\n", last(lines))).isZero();
        assertThat(lines.stream().filter(line -> line.startsWith("OUTCOMES")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("PROPOSAL", "UNREADABLE"));
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    }
}
