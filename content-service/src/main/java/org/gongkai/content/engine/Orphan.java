package org.gongkai.content.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The postmaster that a killed process left behind. It is known by the pid in {@code
 * postmaster.pid} and by working in this very data directory, never by its name alone: the pid may
 * belong to a stranger by now.
 */
record Orphan(Path data) {
    private static final Logger log = LoggerFactory.getLogger(Orphan.class);

    interface Stop {
        void run() throws IOException;
    }

    /** Stops it if there is one; takes away a pid file whose process is not ours. */
    void stop(Stop orderly) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<Long> pid = pid();
        if (pid.isPresent()) {
            log.warn(
                    "PostgreSQL of an earlier run (pid {}) still serves {}; stopping it",
                    pid.get(),
                    data);
            try {
                orderly.run();
            } catch (IOException e) {
                if (pid().isPresent()) {
                    throw e;
                }
                // It was stopping already, and was gone before it could be told to.
            }
        } else if (nobodyWorksHere()) {
            Files.deleteIfExists(file);
        }
    }

    /** The pid of the postmaster of this directory, if it runs. */
    Optional<Long> pid() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("\\d{1,9}"))
                    .map(Long::valueOf)
                    .filter(this::isPostmasterOfThisDirectory);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isPostmasterOfThisDirectory(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return worksHere(Path.of("/proc", Long.toString(pid)));
        }
        return process.get()
                        .info()
                        .command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent()
                && process.get()
                        .info()
                        .commandLine()
                        .map(line -> line.contains(data.toString()))
                        .orElse(true);
    }

    private boolean nobodyWorksHere() throws IOException {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return true;
        }
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .noneMatch(this::worksHere);
        }
    }

    private boolean worksHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
