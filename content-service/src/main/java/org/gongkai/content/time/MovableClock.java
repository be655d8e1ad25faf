package org.gongkai.content.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The demonstration's clock (decision 13): it stands where the demonstration has played to, ticks
 * on from there, and is only ever moved forwards, so that records stay in order. Its distance from
 * the real time is kept in a file, so that a restart goes on from there. There is no such bean
 * outside the profile {@code demo}. Thread-safe.
 */
public final class MovableClock extends Clock {
    private final Clock real;
    private final Path file;
    private Duration distance;

    /**
     * A clock that goes on from where its file says, or else from the given beginning.
     *
     * @param file keeps the distance from the real time; its directory must exist
     */
    MovableClock(Clock real, Path file, Instant beginning) {
        this.real = real;
        this.file = file;
        this.distance = kept(file, Duration.between(real.instant(), beginning));
    }

    private static Duration kept(Path file, Duration otherwise) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read where the demonstration's clock stands: " + file, e);
        }
    }

    /**
     * Moves the clock forwards to an instant.
     *
     * @throws IllegalArgumentException if that instant has passed already
     */
    public synchronized void set(Instant instant) {
        Instant now = instant();
        if (instant.isBefore(now)) {
            throw new IllegalArgumentException(
                    "The demonstration's clock stands at %s and goes forwards only, not to %s"
                            .formatted(now, instant));
        }
        move(Duration.between(real.instant(), instant));
    }

    /** Moves the clock forwards by so much. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException(
                    "The demonstration's clock goes forwards only, not by " + by);
        }
        move(distance.plus(by));
    }

    private void move(Duration to) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, to + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep where the demonstration's clock stands: " + file, e);
        }
        distance = to;
    }

    @Override
    public synchronized Instant instant() {
        return real.instant().plus(distance);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return MovableClock.this.withZone(other);
            }

            @Override
            public Instant instant() {
                return MovableClock.this.instant();
            }
        };
    }
}
