package org.gongkai.content.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What must hold for any calendar, milestone and route, tried on seeded random ones. */
class CountingBackPropertyTest {
    private static final int TRIES = 3000;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final OfficeHours HOURS = new OfficeHours(LocalTime.of(17, 0), SHANGHAI);
    private static final LocalDate FIRST = LocalDate.of(2019, 6, 1);
    private static final int SPAN = 800;

    @Test
    void everyCountedDateIsTheCloseOfAWorkingDayAndLeavesTheNextStageItsDays() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            WorkingCalendar calendar = calendar(random);
            ReviewRoute route = route(random);
            Instant milestone = instant(random);
            Timetable dates =
                    new CountingBack(calendar, HOURS)
                            .timetable(
                                    route,
                                    Map.of(Milestone.CLOSING, milestone),
                                    false,
                                    Instant.EPOCH);

            List<Instant> ends = ends(dates);
            for (int i = 0; i < ends.size(); i++) {
                Instant end = ends.get(i);
                LocalDate day = HOURS.dayOf(end);
                assertThat(calendar.isWorkingDay(day)).as("%s, seed %d", day, seed).isTrue();
                assertThat(end).as("seed %d", seed).isEqualTo(HOURS.close(day));
                if (i > 0) {
                    assertThat(workedDays(calendar, HOURS.dayOf(ends.get(i - 1)), day))
                            .as("days of %s, seed %d", route.stages().get(i - 1), seed)
                            .isEqualTo(route.allowances().get(i - 1).longValue());
                }
            }
            // Not a working day's close lies between the last end and the milestone.
            assertThat(ends.getLast()).as("seed %d", seed).isBeforeOrEqualTo(milestone);
            for (LocalDate day = HOURS.dayOf(ends.getLast()).plusDays(1);
                    !HOURS.close(day).isAfter(milestone);
                    day = day.plusDays(1)) {
                assertThat(calendar.isWorkingDay(day)).as("%s, seed %d", day, seed).isFalse();
            }
        }
    }

    @Test
    void workingDaysBetweenAreThoseThatOneCounts() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            WorkingCalendar calendar = calendar(random);
            LocalDate first = FIRST.plusDays(random.nextInt(SPAN));
            LocalDate last = first.plusDays(random.nextInt(120));

            assertThat(calendar.between(first, last))
                    .as("%s to %s, seed %d", first, last, seed)
                    .isEqualTo(workedDays(calendar, first, last));
            assertThat(calendar.between(last, first)).isEqualTo(-workedDays(calendar, first, last));
        }
    }

    /** The slow way: day by day. */
    private static long workedDays(WorkingCalendar calendar, LocalDate after, LocalDate last) {
        return after.plusDays(1)
                .datesUntil(last.plusDays(1))
                .filter(calendar::isWorkingDay)
                .count();
    }

    private static List<Instant> ends(Timetable dates) {
        List<Instant> ends = new ArrayList<>();
        ends.add(Objects.requireNonNull(dates.submission()));
        dates.stages().forEach(stage -> ends.add(Objects.requireNonNull(stage.dueAt())));
        return ends;
    }

    private static WorkingCalendar calendar(Random random) {
        Map<LocalDate, Boolean> exceptions = new TreeMap<>();
        int blocks = random.nextInt(40);
        for (int block = 0; block < blocks; block++) {
            LocalDate day = FIRST.plusDays(random.nextInt(SPAN) - 100);
            boolean working = random.nextBoolean();
            int length = 1 + random.nextInt(9);
            for (int i = 0; i < length; i++) {
                exceptions.put(day.plusDays(i), working);
            }
        }
        return new WorkingCalendar(exceptions);
    }

    private static ReviewRoute route(Random random) {
        List<ReviewStage> stages = new ArrayList<>(List.of(ReviewStage.values()));
        Collections.shuffle(stages, random);
        List<ReviewStage> chosen = stages.subList(0, 1 + random.nextInt(stages.size()));
        return new ReviewRoute(
                "r",
                1,
                chosen,
                chosen.stream().map(stage -> 1 + random.nextInt(8)).toList(),
                Set.of());
    }

    private static Instant instant(Random random) {
        return FIRST.plusDays(random.nextInt(SPAN))
                .atTime(LocalTime.ofSecondOfDay(1800L * random.nextInt(48)))
                .atZone(SHANGHAI)
                .toInstant();
    }
}
