package org.gongkai.content;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock of the district that stands where a test sets it. */
public final class SettableClock extends Clock {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AtomicReference<Instant> now;

    SettableClock(String local) {
        this.now = new AtomicReference<>(instant(local));
    }

    public void set(String local) {
        now.set(instant(local));
    }

    /** Gives it to the whole application. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Everywhere {
        @Bean
        @Primary
        SettableClock settableClock(@Value("${test.clock:2020-04-27T09:00}") String local) {
            return new SettableClock(local);
        }
    }

    /** A local time of the district. */
    public static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    @Override
    public ZoneId getZone() {
        return SHANGHAI;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
