package org.gongkai.content.campaign;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which days are worked: Monday to Friday, but for the exceptions. Immutable, so that one reading
 * of it gives one answer.
 *
 * @param exceptions whether a day is worked, for the days that are otherwise than their weekday
 *     says
 */
public record WorkingCalendar(NavigableMap<LocalDate, Boolean> exceptions) {
    private static final int WEEK = 7;
    private static final int WORKED_OF_A_WEEK = 5;

    public WorkingCalendar {
        exceptions = Collections.unmodifiableNavigableMap(new TreeMap<>(exceptions));
    }

    public WorkingCalendar(Map<LocalDate, Boolean> exceptions) {
        this(new TreeMap<>(exceptions));
    }

    public boolean isWorkingDay(LocalDate day) {
        return exceptions.getOrDefault(day, byWeekday(day));
    }

    /** The last working day before this one. */
    public LocalDate before(LocalDate day) {
        return notAfter(day.minusDays(1));
    }

    /** This day, or the last working day before it. */
    public LocalDate notAfter(LocalDate day) {
        LocalDate found = day;
        while (!isWorkingDay(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    /**
     * The first of so many working days of which the last is not after this day.
     *
     * @param days 1 or more
     */
    public LocalDate firstOf(int days, LocalDate last) {
        LocalDate first = notAfter(last);
        for (int i = 1; i < days; i++) {
            first = before(first);
        }
        return first;
    }

    /**
     * How many working days come after the first day, the last one included; negative if the last
     * is before the first. Costs what the exceptions between them cost, however far apart they are.
     */
    public long between(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            return -between(last, first);
        }
        long days = weekdays(first, last);
        for (Map.Entry<LocalDate, Boolean> exception :
                exceptions.subMap(first, false, last, true).entrySet()) {
            if (exception.getValue() != byWeekday(exception.getKey())) {
                days += exception.getValue() ? 1 : -1;
            }
        }
        return days;
    }

    /** Whether anybody has entered the year's public holidays. */
    public boolean knows(int year) {
        return !exceptions
                .subMap(LocalDate.of(year, 1, 1), true, LocalDate.of(year, 12, 31), true)
                .isEmpty();
    }

    private static long weekdays(LocalDate first, LocalDate last) {
        long weeks = ChronoUnit.DAYS.between(first, last) / WEEK;
        long days = weeks * WORKED_OF_A_WEEK;
        for (LocalDate day = first.plusWeeks(weeks); day.isBefore(last); ) {
            day = day.plusDays(1);
            days += byWeekday(day) ? 1 : 0;
        }
        return days;
    }

    private static boolean byWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
