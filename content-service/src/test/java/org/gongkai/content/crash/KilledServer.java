package org.gongkai.content.crash;

import org.gongkai.content.Api;
import org.gongkai.content.command.Command;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.operations.RunningServer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The whole application as a process of its own: with the engines that a fresh machine gets, or
 * with such as live on when it is killed.
 */
final class KilledServer {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final GongkaiHome home;
    private final Path said;
    private final List<String> jvm;
    private final List<String> engines;
    private @Nullable Process process;
    private Duration start = Duration.ofSeconds(10);

    KilledServer(Path home, Path said) {
        this(home, said, List.of("-cp", System.getProperty("java.class.path")), List.of());
    }

    /**
     * @param said the file that gets what it says
     * @param jvm the class path, and what else java is to be told
     * @param engines settings of engines that are not its own; none to have it start its own
     */
    KilledServer(Path home, Path said, List<String> jvm, List<String> engines) {
        this.home = new GongkaiHome(home);
        this.said = said;
        this.jvm = jvm;
        this.engines = engines;
    }

    GongkaiHome home() {
        return home;
    }

    /** Starts it and returns when it answers. */
    Api start(boolean withSearch) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process started = launch(withSearch);
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            RunningServer running =
                    RunningServer.of(home)
                            .filter(server -> server.pid() == started.pid())
                            .orElse(null);
            if (running != null) {
                start = Duration.ofNanos(System.nanoTime() - begun);
                return new Api(URI.create("http://127.0.0.1:" + running.port()), null);
            }
            if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "it ended with " + started.exitValue() + ":\n" + everythingSaid());
            }
        }
        throw new AssertionError("it did not answer within " + PATIENCE + ":\n" + everythingSaid());
    }

    /** How long the last start took that came to its end. */
    Duration lastStart() {
        return start;
    }

    /** Starts it without waiting. */
    Process launch(boolean withSearch) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of("start", "--server.port=0", "--gongkai.publisher.grace=0s"));
        if (!withSearch) {
            words.add("--spring.elasticsearch.uris=http://127.0.0.1:1");
        }
        words.addAll(engines);
        process = run(said, words);
        return process;
    }

    /** Runs a command of the launcher; what it says goes into the file. */
    Process run(Path output, List<String> words) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dgongkai.search.rate.per-second=0",
                                "-Dgongkai.home=" + home.root()));
        command.addAll(jvm);
        command.add(Command.class.getName());
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /** As {@code kill -9} does; the engines go on, also a PostgreSQL of its own. */
    void kill() throws InterruptedException {
        Objects.requireNonNull(process, "not started").destroyForcibly().waitFor();
    }

    /** Stops it in good order, its own engines too. */
    void stop() throws InterruptedException, IOException {
        Process running = process;
        if (running == null) {
            return;
        }
        if (!running.isAlive() && !engines.isEmpty()) {
            return;
        }
        if (!running.isAlive()) {
            start(false); // takes over the database that was left, and stops it below
            running = Objects.requireNonNull(process);
        }
        running.destroy();
        if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not stop:\n" + everythingSaid());
        }
    }

    private String everythingSaid() throws IOException {
        return Files.exists(said) ? Files.readString(said, StandardCharsets.UTF_8) : "";
    }
}
