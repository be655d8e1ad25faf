package org.gongkai.content.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

class MovableClockTest {
    private static final Instant BEGINNING = Instant.parse("2020-04-26T01:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Clock real = Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), SHANGHAI);
    @TempDir Path directory;

    @Test
    void itBeginsWhereTheDemonstrationBegins() {
        assertThat(clock().instant()).isEqualTo(BEGINNING);
    }

    @Test
    void itTicksWithTheRealTime() {
        clock().set(Instant.parse("2020-05-08T10:00:00Z"));
        Clock anHourLater = Clock.offset(real, Duration.ofHours(1));

        assertThat(new MovableClock(anHourLater, file(), BEGINNING).instant())
                .isEqualTo("2020-05-08T11:00:00Z");
    }

    @Test
    void itAdvances() {
        MovableClock clock = clock();
        clock.advance(Duration.ofDays(19));

        assertThat(clock.instant()).isEqualTo("2020-05-15T01:00:00Z");
    }

    @Test
    void itGoesForwardsOnly() {
        MovableClock clock = clock();

        assertThatThrownBy(() -> clock.set(BEGINNING.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forwards only");
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.instant()).isEqualTo(BEGINNING);
    }

    @Test
    void itMovesInEveryZoneAtOnce() {
        MovableClock clock = clock();
        Clock elsewhere = clock.withZone(ZoneId.of("UTC"));
        clock.advance(Duration.ofHours(2));

        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
    }

    @Test
    void aRefusedMoveIsNotKept() {
        MovableClock clock = clock();
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> clock.set(BEGINNING)).isNotNull();

        assertThat(clock().instant()).isEqualTo("2020-04-27T01:00:00Z");
        assertThat(Files.exists(file())).isTrue();
    }

    private MovableClock clock() {
        return new MovableClock(real, file(), BEGINNING);
    }

    private Path file() {
        return directory.resolve("demo-clock");
    }
}
