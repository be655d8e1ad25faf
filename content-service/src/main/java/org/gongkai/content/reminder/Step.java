package org.gongkai.content.reminder;

import org.gongkai.content.campaign.WorkingCalendar;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/**
 * The steps in which people are told of a duty. Nothing is said on a day off: what falls on one
 * moves to the next working day, and what comes after it is counted from there, so nobody is told
 * twice on that day.
 */
public enum Step {
    /** So many working days before the date. */
    BEFORE,
    /** On its day. */
    DUE,
    /** On the first working day after it. */
    OVERDUE,
    /** The office is told, so many working days after it. */
    ESCALATED;

    /** Some two months. */
    private static final int LAPSES = 40;

    /**
     * What there is to be said today, at most one thing to the unit and one to the office. A step
     * whose day was missed is made up for, unless a later one has come, or the office should have
     * been told more than {@value #LAPSES} working days ago: of a campaign of years ago, entered
     * for the record, nobody is told.
     *
     * @param today a working day
     * @param daysBefore working days, 1 or more
     * @param daysAfter working days until the office is told, 1 or more
     */
    static Set<Step> on(
            LocalDate today,
            LocalDate due,
            WorkingCalendar calendar,
            int daysBefore,
            int daysAfter) {
        LocalDate day = notBefore(due, calendar);
        Set<Step> steps = EnumSet.noneOf(Step.class);
        if (today.isAfter(day)) {
            long late = calendar.between(day, today);
            if (late <= daysAfter + LAPSES) {
                steps.add(OVERDUE);
                if (late >= daysAfter) {
                    steps.add(ESCALATED);
                }
            }
        } else if (today.equals(day)) {
            steps.add(DUE);
        } else if (calendar.between(today, due) <= daysBefore) {
            steps.add(BEFORE);
        }
        return steps;
    }

    /** This day, or the first working day after it. */
    private static LocalDate notBefore(LocalDate day, WorkingCalendar calendar) {
        LocalDate found = day;
        while (!calendar.isWorkingDay(found)) {
            found = found.plusDays(1);
        }
        return found;
    }
}
