package org.gongkai.content.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A program that goes on though whoever started it was killed. */
public final class Orphan {
    private Orphan() {}

    /** Writes down which process it is: its number, and when it began, since numbers come again. */
    public static void mark(Path file, ProcessHandle process) throws IOException {
        Files.writeString(file, process.pid() + " " + begun(process).orElse(Instant.EPOCH));
    }

    /** Ends the process that is written down there, if it still runs. */
    public static void end(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String[] words = Files.readString(file).split(" ", -1);
        if (words.length == 2 && words[0].matches("\\d{1,10}")) {
            ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(
                            process ->
                                    begun(process).map(Instant::toString).stream()
                                            .anyMatch(words[1]::equals))
                    .ifPresent(Program::end);
        }
        Files.deleteIfExists(file);
    }

    private static Optional<Instant> begun(ProcessHandle process) {
        return process.info().startInstant();
    }
}
