package org.gongkai.content.deadline;

import org.gongkai.content.campaign.WorkingCalendar;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/** How far dates are away, seen from one instant. */
public record Today(WorkingCalendar calendar, OfficeHours hours, Instant now) {

    /**
     * The working days that are left after today until a date, its day included: 0 on that day,
     * negative once working days have passed since; null without a date.
     */
    public @Nullable Long workingDaysLeft(@Nullable Instant due) {
        return due == null ? null : calendar.between(day(), hours.dayOf(due));
    }

    /** Whether the date has passed. */
    public boolean late(@Nullable Instant due) {
        return due != null && now.isAfter(due);
    }

    /** The working days since a date, its day not included; null if it has not passed. */
    public @Nullable Long workingDaysLate(@Nullable Instant due) {
        return due != null && late(due) ? calendar.between(hours.dayOf(due), day()) : null;
    }

    /** The same calendar, seen from another instant. */
    public Today at(Instant instant) {
        return new Today(calendar, hours, instant);
    }

    private LocalDate day() {
        return now.atZone(hours.zone()).toLocalDate();
    }
}
