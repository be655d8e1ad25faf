package org.gongkai.content.demo;

import org.gongkai.content.engine.StartRefused;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Where the demonstration's clock stops.
 *
 * @param asked whether somebody asked for it
 */
record StopDate(LocalDateTime at, boolean asked) {
    /** Shows the most at once: every state, a withdrawal, an update, something ready to publish. */
    static final LocalDateTime USUAL = LocalDateTime.parse("2020-05-20T15:30");

    private static final int LAST_HOUR_OF_A_DAY = 23;

    /**
     * @param text a date, whose events then have all happened, or date and time; null for the usual
     */
    static StopDate of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new StopDate(USUAL, false);
        }
        try {
            return new StopDate(
                    text.contains("T")
                            ? LocalDateTime.parse(text)
                            : LocalDate.parse(text).atTime(LAST_HOUR_OF_A_DAY, 0),
                    true);
        } catch (DateTimeException e) {
            throw new StartRefused(
                    "--at %s is no date; write it as 2020-05-15 or 2020-05-15T10:00"
                            .formatted(text),
                    e);
        }
    }

    Instant instant(ZoneId zone) {
        return at.atZone(zone).toInstant();
    }
}
