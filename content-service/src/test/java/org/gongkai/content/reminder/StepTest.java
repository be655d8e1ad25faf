package org.gongkai.content.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.campaign.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The spring of 2020: 1 to 5 May were holidays, Sunday 26 April and Saturday 9 May were worked. */
class StepTest {
    private static final WorkingCalendar CALENDAR =
            new WorkingCalendar(
                    Map.of(
                            day("04-26"), true,
                            day("05-01"), false,
                            day("05-04"), false,
                            day("05-05"), false,
                            day("05-09"), true));

    @ParameterizedTest(name = "due {0}, on {1}: {2}")
    @CsvSource(
            textBlock =
                    """
                    # the Friday of the pre-review
                    05-08, 04-29, ''
                    05-08, 04-30, BEFORE
                    05-08, 05-06, BEFORE
                    05-08, 05-07, BEFORE
                    05-08, 05-08, DUE
                    05-08, 05-09, OVERDUE
                    05-08, 05-11, OVERDUE ESCALATED
                    05-08, 06-30, OVERDUE ESCALATED
                    # long over: nobody is told of it anew
                    05-08, 07-31, ''
                    05-08, 12-31, ''
                    # a holiday: its day moves to Wednesday, and what follows with it
                    05-03, 04-26, ''
                    05-03, 04-27, BEFORE
                    05-03, 04-30, BEFORE
                    05-03, 05-06, DUE
                    05-03, 05-07, OVERDUE
                    05-03, 05-08, OVERDUE ESCALATED
                    # a Saturday that is worked
                    05-09, 05-08, BEFORE
                    05-09, 05-09, DUE
                    05-09, 05-11, OVERDUE
                    # a Sunday that is worked
                    04-26, 04-26, DUE
                    04-26, 04-27, OVERDUE
                    # the Sunday on which the column closes
                    05-31, 05-27, BEFORE
                    05-31, 05-29, BEFORE
                    05-31, 06-01, DUE
                    05-31, 06-02, OVERDUE
                    """)
    void eachDaySaysOneThingToTheUnitAtMost(String due, String today, String steps) {
        assertThat(Step.on(day(today), day(due), CALENDAR, 3, 2)).isEqualTo(steps(steps));
    }

    @Test
    void onNoDayOfAYearIsThereMoreThanOneStepForTheUnit() {
        for (LocalDate due = day("01-01"); due.getYear() == 2020; due = due.plusDays(1)) {
            Set<Step> seen = EnumSet.noneOf(Step.class);
            for (LocalDate today = due.minusDays(30);
                    today.isBefore(due.plusDays(30));
                    today = today.plusDays(1)) {
                if (CALENDAR.isWorkingDay(today)) {
                    Set<Step> steps = Step.on(today, due, CALENDAR, 3, 2);
                    seen.addAll(steps);
                    steps.remove(Step.ESCALATED);
                    assertThat(steps).hasSizeLessThanOrEqualTo(1);
                }
            }
            assertThat(seen).as("due " + due).containsExactlyInAnyOrder(Step.values());
        }
    }

    private static Set<Step> steps(String names) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .forEach(name -> steps.add(Step.valueOf(name)));
        return steps;
    }

    private static LocalDate day(String monthAndDay) {
        return LocalDate.parse("2020-" + monthAndDay);
    }
}
