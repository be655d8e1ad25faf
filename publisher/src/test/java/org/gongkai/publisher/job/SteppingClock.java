package org.gongkai.publisher.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on by one second whenever it is asked, and further when it is told to. */
final class SteppingClock extends Clock {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2020-05-14T16:00:00Z"));

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now.updateAndGet(before -> before.plusSeconds(1));
    }

    void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }
}
