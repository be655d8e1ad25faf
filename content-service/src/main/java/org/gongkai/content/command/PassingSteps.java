package org.gongkai.content.command;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The steps of a release as they are seen to pass: a line for each when it is over, with how long
 * it took; on a terminal a bar before that. Steps between two looks at the server are not seen.
 */
final class PassingSteps {
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private @Nullable Step current;

    /**
     * @param nanos the time that passes, in nanoseconds
     */
    PassingSteps(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    private record Step(String name, long since, long total, ProgressBar bar) {}

    /**
     * @param total 0 while it is not known
     */
    void see(String name, long done, long total) {
        Step before = current;
        if (before == null || !before.name().equals(name)) {
            end();
            before = new Step(name, nanos.getAsLong(), 0, new ProgressBar(out, terminal, name));
        }
        Step now = new Step(name, before.since(), total, before.bar());
        current = now;
        if (terminal) {
            now.bar().show(done, total, "");
        }
    }

    /** The step that was seen last is over. */
    void end() {
        Step over = current;
        if (over != null) {
            Duration took = Duration.ofNanos(nanos.getAsLong() - over.since());
            over.bar()
                    .end(
                            String.format(
                                    Locale.ROOT,
                                    "%s: %.1f s%s",
                                    over.name(),
                                    took.toMillis() / 1000.0,
                                    over.total() > 0 ? " for " + over.total() : ""));
            current = null;
        }
    }
}
