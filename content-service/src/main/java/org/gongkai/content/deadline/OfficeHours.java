package org.gongkai.content.deadline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a working day ends, and where.
 *
 * @param zone that of the district
 */
public record OfficeHours(LocalTime closes, ZoneId zone) {

    /**
     * Reads the time of day from the configuration.
     *
     * @param closes such as {@code 17:00}; YAML gives what is not in quotes as minutes of the day
     */
    static OfficeHours closingAt(String closes, ZoneId zone) {
        try {
            return new OfficeHours(
                    closes.matches("\\d+")
                            ? LocalTime.MIDNIGHT.plusMinutes(Long.parseLong(closes))
                            : LocalTime.parse(closes),
                    zone);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "gongkai.office-closes is a time of day such as 17:00, not “" + closes + "”",
                    e);
        }
    }

    /** The close of a day. */
    public Instant close(LocalDate day) {
        return day.atTime(closes).atZone(zone).toInstant();
    }

    /** The day on which an instant falls; midnight ends the day before it. */
    public LocalDate dayOf(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        LocalDate day = there.toLocalDate();
        return there.toLocalTime().equals(LocalTime.MIDNIGHT) ? day.minusDays(1) : day;
    }
}
