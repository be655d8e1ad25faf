package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class BackoffTest {
    private final Backoff usual = new Backoff(8, Duration.ofSeconds(30), Duration.ofHours(8));

    @Test
    void eightTriesFillMostOfADay() {
        List<Duration> pauses = new ArrayList<>();
        Optional<Duration> pause = usual.after(1, 0);
        while (pause.isPresent()) {
            pauses.add(pause.get());
            pause = usual.after(pauses.size() + 1, 0);
        }

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(150),
                        Duration.ofSeconds(750),
                        Duration.ofSeconds(3750),
                        Duration.ofSeconds(18_750),
                        Duration.ofHours(8),
                        Duration.ofHours(8));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(22), Duration.ofHours(24));
    }

    @Test
    void whatFailedTogetherIsNotTriedAgainTogether() {
        assertThat(usual.after(1, 0.5)).contains(Duration.ofMillis(31_500));
        assertThat(usual.after(1, 1)).contains(Duration.ofSeconds(33));
    }

    @Test
    void aClaimThatWasLostMoreOftenThanItMayBeTriedIsGivenUpAtItsNextFailure() {
        assertThat(usual.after(8, 0)).isEmpty();
        assertThat(usual.after(11, 0)).isEmpty();
    }
}
