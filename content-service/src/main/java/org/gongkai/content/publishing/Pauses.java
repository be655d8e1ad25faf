package org.gongkai.content.publishing;

import java.time.Duration;

/** How long to wait after failures: each time twice as long, up to the longest. */
record Pauses(Duration first, Duration longest) {
    static final Pauses USUAL = new Pauses(Duration.ofSeconds(10), Duration.ofMinutes(30));

    Duration after(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(longest) < 0 ? next : longest;
    }
}
