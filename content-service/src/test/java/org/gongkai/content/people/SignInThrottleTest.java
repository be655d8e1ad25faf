package org.gongkai.content.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class SignInThrottleTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final SignInThrottle throttle =
            new SignInThrottle(3, Duration.ofMinutes(15), 100, now::get);

    @Test
    void theLastAllowedFailureLocks() {
        fail("wang", 2);
        assertThat(throttle.locked("wang")).isEmpty();

        fail("wang", 1);
        assertThat(throttle.locked("wang")).contains(Duration.ofMinutes(15));
        assertThat(throttle.locked("li")).isEmpty();
    }

    @Test
    void failuresGrowOldOneByOne() {
        fail("wang", 1);
        pass(Duration.ofMinutes(10));
        fail("wang", 2);
        assertThat(throttle.locked("wang")).contains(Duration.ofMinutes(5));

        pass(Duration.ofMinutes(5));
        assertThat(throttle.locked("wang")).isEmpty();
        fail("wang", 1);
        assertThat(throttle.locked("wang")).contains(Duration.ofMinutes(10));
    }

    @Test
    void aSuccessForgetsTheFailures() {
        fail("wang", 2);
        throttle.succeeded("wang");
        fail("wang", 2);

        assertThat(throttle.locked("wang")).isEmpty();
    }

    @Test
    void itRemembersNoMoreKeysThanItMay() {
        for (int i = 0; i < 1000; i++) {
            fail("account" + i, 1);
        }

        assertThat(throttle.remembered()).isEqualTo(100);
    }

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(key);
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
