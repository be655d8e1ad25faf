package org.gongkai.content.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The embedded engines under a process that is stopped, killed and started twice. */
class EngineIT {
    private static final String NO_SEARCH = "--spring.elasticsearch.uris=http://127.0.0.1:9";

    @TempDir Path directory;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopWhatIsLeft() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void acknowledgedWritesSurviveAKillAndTheOrphanIsTakenOver() throws Exception {
        Process first = start(NO_SEARCH);
        BufferedReader said = output(first);
        assertThat(after("ready", said)).isEqualTo("ready 0");
        for (String key : List.of("one", "two")) {
            write(first, key);
            assertThat(after("added", said)).isEqualTo("added " + key);
        }
        long orphan = postmaster().orElseThrow();
        first.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive);

        Process second = start(NO_SEARCH);
        assertThat(after("ready", output(second))).isEqualTo("ready 2");
        awaitGone(orphan);

        long current = postmaster().orElseThrow();
        second.destroy();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        awaitGone(current);
    }

    @Test
    void aSecondProcessOnTheSameHomeIsRefusedWithThePidOfTheFirst() throws Exception {
        Process first = start(NO_SEARCH);
        after("ready", output(first));
        Process second = start(NO_SEARCH);
        String complaint =
                new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(complaint.lines().filter(line -> line.startsWith("gongkai: ")))
                .containsExactly(
                        "gongkai: %s is in use by process %d; stop that one, or set GONGKAI_HOME to another directory"
                                .formatted(home(), first.pid()));
        assertThat(postmaster()).isPresent();
    }

    @Test
    void aDataDirectoryOfAnotherVersionIsRefusedWithTheRemedy() throws Exception {
        Path data = Files.createDirectories(home().resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        Process process = start(NO_SEARCH);
        String complaint =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(complaint)
                .contains(
                        "gongkai: %s was made by PostgreSQL 17, this is 18; restore a backup into a new GONGKAI_HOME"
                                .formatted(data));
    }

    @Test
    void anOrderlyStopEndsTheSearchEngineAndTheDatabaseToo() throws Exception {
        Process process = start();
        after("ready", output(process));
        await().atMost(Duration.ofMinutes(3)).until(() -> logged("Elasticsearch answers on port"));
        List<Long> children =
                new ArrayList<>(process.descendants().map(ProcessHandle::pid).toList());
        assertThat(children).as("the search engine").isNotEmpty();
        children.add(postmaster().orElseThrow());
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        children.forEach(EngineIT::awaitGone);
        List<String> log = Files.readAllLines(home().resolve("logs/postgres.log"));
        assertThat(log.getLast()).contains("database system is shut down");
    }

    /**
     * Ended processes stay in the process table until init, their new parent, has looked at them.
     */
    private static void awaitGone(long pid) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    private Path home() {
        return directory.resolve("home");
    }

    private java.util.Optional<Long> postmaster() {
        return new Orphan(home().resolve("postgres/data")).pid();
    }

    private boolean logged(String text) throws IOException {
        Path log = home().resolve("logs/gongkai.log");
        return Files.exists(log) && Files.readString(log).contains(text);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EngineProcess.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GONGKAI_HOME", home().toString()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static void write(Process process, String line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /**
     * The next line of the process that starts so; fails with everything it said if it ends before.
     */
    private static String after(String start, BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the process ended, saying:\n" + said);
    }
}
