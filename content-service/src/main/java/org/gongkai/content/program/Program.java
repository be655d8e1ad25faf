package org.gongkai.content.program;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs another program within bounds, with nothing of our environment. However it ends, by itself,
 * by a bound or because the thread is interrupted, when this returns it and its children are gone.
 */
public final class Program {
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR");
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_SAID = 2000;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration DEATH = Duration.ofSeconds(10);

    /**
     * What it may cost.
     *
     * @param time in all
     * @param stall without a new line of its output, and without a change of its file
     * @param largest its file in bytes
     */
    public record Bounds(Duration time, Duration stall, long largest) {}

    /**
     * @param complaints the end of what it wrote to its standard error
     */
    public record Ended(int status, String complaints) {}

    /** It was stopped, because it took too long or wrote too much. */
    public static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped(String message) {
            super(message);
        }
    }

    private final List<String> command;
    private final Map<String, String> variables;
    private final Bounds bounds;
    private final @Nullable Path makes;
    private final AtomicLong active = new AtomicLong();
    private final StringBuffer complaints = new StringBuffer();

    /**
     * @param makes the file that it writes, whose growth is progress
     */
    public Program(List<String> command, Bounds bounds, @Nullable Path makes) {
        this(command, bounds, makes, Map.of());
    }

    /**
     * The same with variables for its environment.
     *
     * @param variables what it is told beside those that every program gets
     */
    public Program(
            List<String> command,
            Bounds bounds,
            @Nullable Path makes,
            Map<String, String> variables) {
        this.command = List.copyOf(command);
        this.variables = Map.copyOf(variables);
        this.bounds = bounds;
        this.makes = makes;
    }

    /**
     * Runs it to its end.
     *
     * @param lines is told what it writes to its standard output, in a thread of its own; returns
     *     whether that was news
     * @param mark is written as long as it runs: who it is, for whoever comes after a crash
     */
    public Ended run(Lines lines, @Nullable Path mark)
            throws IOException, InterruptedException, Stopped {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.environment().putAll(variables);
        active.set(System.nanoTime());
        Process process = builder.start();
        try {
            if (mark != null) {
                Orphan.mark(mark, process.toHandle());
            }
            process.getOutputStream().close();
            Thread output =
                    read(
                            process.getInputStream(),
                            line -> {
                                if (lines.news(line)) {
                                    active.set(System.nanoTime());
                                }
                            });
            Thread errors = read(process.getErrorStream(), this::complain);
            await(process);
            output.join(DEATH);
            errors.join(DEATH);
            return new Ended(process.exitValue(), complaints.toString().strip());
        } finally {
            end(process.toHandle());
            if (mark != null) {
                Files.deleteIfExists(mark);
            }
        }
    }

    /** Hears a line of output. */
    public interface Lines {
        /** Whether the program went on since the line before. */
        boolean news(String line);
    }

    private void await(Process process) throws InterruptedException, Stopped {
        long begun = System.nanoTime();
        long written = -1;
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            long last = lastWritten();
            if (last != written) {
                written = last;
                active.set(now);
            }
            if (size() > bounds.largest()) {
                throw new Stopped(
                        "it becomes larger than %,d MB".formatted(bounds.largest() >> 20));
            }
            if (now - active.get() > bounds.stall().toNanos()) {
                throw new Stopped("it made no progress for %s".formatted(words(bounds.stall())));
            }
            if (now - begun > bounds.time().toNanos()) {
                throw new Stopped("it takes longer than %s".formatted(words(bounds.time())));
            }
        }
    }

    /** It moves the beginning of a large file to its front without a word. */
    private long lastWritten() {
        try {
            return makes == null || !Files.exists(makes)
                    ? 0
                    : Files.getLastModifiedTime(makes).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private long size() {
        try {
            return makes == null || !Files.exists(makes) ? 0 : Files.size(makes);
        } catch (IOException e) {
            return 0;
        }
    }

    private void complain(String line) {
        complaints.append(line).append('\n');
        if (complaints.length() > MOST_SAID) {
            complaints.delete(0, complaints.length() - MOST_SAID);
        }
    }

    private static Thread read(InputStream stream, Consumer<String> lines) {
        return Thread.ofPlatform()
                .daemon()
                .name("output of a program")
                .start(
                        () -> {
                            try (BufferedReader reader =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    stream, StandardCharsets.UTF_8))) {
                                each(reader, lines);
                            } catch (IOException e) {
                                // It ended.
                            }
                        });
    }

    /** Lines that a hostile file makes endless are cut. */
    private static void each(BufferedReader reader, Consumer<String> lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                lines.accept(line.toString());
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        if (!line.isEmpty()) {
            lines.accept(line.toString());
        }
    }

    /** Ends a process with all its children, and waits until they are gone. */
    static void end(ProcessHandle process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = Thread.interrupted();
        for (ProcessHandle each : all) {
            try {
                each.onExit().get(DEATH.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                // The kernel has it; nothing more can be done.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A length of time as messages say it: {@code 1m 30s}. */
    public static String words(Duration duration) {
        return duration.toString()
                .substring(2)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=[hm])", " ")
                .strip();
    }
}
