package org.gongkai.content.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gongkai.content.campaign.Campaign.Milestone.CLOSING;
import static org.gongkai.content.campaign.Campaign.Milestone.OPENING;
import static org.gongkai.content.campaign.Campaign.Milestone.PRE_REVIEW_DUE;
import static org.gongkai.content.review.ReviewStage.MUNICIPAL_PRE_REVIEW;
import static org.gongkai.content.review.ReviewStage.OFFICE_REVIEW;
import static org.gongkai.content.review.ReviewStage.UNIT_REVIEW;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.deadline.Timetable.Warning;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The definition in docs/model.md, “Deadlines”, with the campaign of 2020 worked out by hand. */
class CountingBackTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final OfficeHours HOURS = new OfficeHours(LocalTime.of(17, 0), SHANGHAI);
    private static final Instant IN_APRIL = at("2020-04-27T09:00");
    private static final Instant WHILE_OPEN = at("2020-05-20T09:00");

    private static final WorkingCalendar LABOUR_DAY =
            new WorkingCalendar(
                    Map.of(
                            LocalDate.of(2020, 4, 26), true,
                            LocalDate.of(2020, 5, 1), false,
                            LocalDate.of(2020, 5, 2), false,
                            LocalDate.of(2020, 5, 3), false,
                            LocalDate.of(2020, 5, 4), false,
                            LocalDate.of(2020, 5, 5), false,
                            LocalDate.of(2020, 5, 9), true));

    private static final Map<Milestone, Instant> MILESTONES =
            Map.of(
                    PRE_REVIEW_DUE, at("2020-05-08T17:30"),
                    OPENING, at("2020-05-15T00:00"),
                    CLOSING, at("2020-06-01T00:00"));

    private final ReviewRoute threeStages = route(List.of(1, 2, 4), ReviewStage.values());
    private final ReviewRoute twoStages = route(List.of(1, 2), UNIT_REVIEW, OFFICE_REVIEW);

    @Test
    void theCampaignOf2020() {
        Timetable dates = timetable(threeStages, MILESTONES, false, IN_APRIL);

        // The pre-review has its materials on Friday 8 May, 17:30. The office's two days are 7 and
        // 8 May.
        assertThat(dates.end(OFFICE_REVIEW)).isEqualTo(at("2020-05-08T17:30"));
        // The unit's one day is the one before, Wednesday 6 May.
        assertThat(dates.end(UNIT_REVIEW)).isEqualTo(at("2020-05-06T17:00"));
        // Before that, 1 to 5 May are holidays: Thursday 30 April.
        assertThat(dates.submission()).isEqualTo(at("2020-04-30T17:00"));
        // The last working day before the opening; Saturday 9 May is one of the city's five.
        assertThat(dates.end(MUNICIPAL_PRE_REVIEW)).isEqualTo(at("2020-05-14T17:00"));
        assertThat(dates.publication()).isEqualTo(at("2020-05-15T00:00"));
        assertThat(dates.towards()).isEqualTo(OPENING);
        assertThat(dates.warnings()).isEmpty();
    }

    @Test
    void aRouteWithoutAMunicipalStageCountsBackFromTheOpening() {
        Timetable dates = timetable(twoStages, MILESTONES, false, IN_APRIL);

        assertThat(dates.end(OFFICE_REVIEW)).isEqualTo(at("2020-05-14T17:00")); // 13 and 14 May
        assertThat(dates.end(UNIT_REVIEW)).isEqualTo(at("2020-05-12T17:00"));
        assertThat(dates.submission()).isEqualTo(at("2020-05-11T17:00"));
    }

    @Test
    void whatIsOpenedAfterTheOpeningOrInAContinuingSectionCountsBackFromTheClosing() {
        Timetable after = timetable(twoStages, MILESTONES, false, WHILE_OPEN);

        // 30 and 31 May are a weekend; 28 and 29 May are the office's.
        assertThat(after.end(OFFICE_REVIEW)).isEqualTo(at("2020-05-29T17:00"));
        assertThat(after.end(UNIT_REVIEW)).isEqualTo(at("2020-05-27T17:00"));
        assertThat(after.submission()).isEqualTo(at("2020-05-26T17:00"));
        assertThat(after.publication()).isEqualTo(at("2020-06-01T00:00"));
        assertThat(after.towards()).isEqualTo(CLOSING);
        assertThat(timetable(twoStages, MILESTONES, true, IN_APRIL)).isEqualTo(after);
    }

    @Test
    void thePreReviewBeforeTheOpeningBindsNothingThatIsOpenedAfterIt() {
        Timetable after = timetable(threeStages, MILESTONES, false, WHILE_OPEN);

        assertThat(after.end(MUNICIPAL_PRE_REVIEW)).isEqualTo(at("2020-05-29T17:00")); // 26 to 29
        assertThat(after.end(OFFICE_REVIEW)).isEqualTo(at("2020-05-25T17:00")); // 22 and 25
        assertThat(after.end(UNIT_REVIEW)).isEqualTo(at("2020-05-21T17:00"));
        assertThat(after.submission()).isEqualTo(at("2020-05-20T17:00"));
    }

    @Test
    void nothingEscapesThePreReviewByBeingOpenedAfterIt() {
        assertThat(timetable(threeStages, MILESTONES, false, at("2020-05-09T09:00")).submission())
                .isEqualTo(at("2020-04-30T17:00"));
    }

    @Test
    void afterTheClosingOnlyWhatEndedWithItIsLate() {
        Instant june = at("2020-06-03T09:00");

        assertThat(timetable(twoStages, MILESTONES, true, june).submission()).isNull();
        assertThat(timetable(twoStages, MILESTONES, true, june).publication()).isNull();
        assertThat(timetable(twoStages, MILESTONES, false, june).submission())
                .isEqualTo(at("2020-05-26T17:00"));
    }

    @Test
    void withoutAMilestoneThereIsNoDate() {
        Timetable none = timetable(threeStages, Map.of(), false, IN_APRIL);
        assertThat(none.submission()).isNull();
        assertThat(none.stages()).extracting(Timetable.StageEnd::dueAt).containsOnlyNulls();
        assertThat(none.warnings()).isEmpty();

        Timetable preReview =
                timetable(
                        threeStages,
                        Map.of(PRE_REVIEW_DUE, at("2020-05-08T17:30")),
                        false,
                        IN_APRIL);
        assertThat(preReview.submission()).isEqualTo(at("2020-04-30T17:00"));
        assertThat(preReview.end(MUNICIPAL_PRE_REVIEW)).isNull();
        assertThat(preReview.publication()).isNull();
    }

    @Test
    void aMilestoneByDayCountsThatDayOnlyIfItsCloseComesBeforeIt() {
        assertThat(lastEnd(at("2020-05-15T09:00"))).isEqualTo(at("2020-05-14T17:00"));
        assertThat(lastEnd(at("2020-05-15T17:00"))).isEqualTo(at("2020-05-15T17:00"));
        assertThat(lastEnd(at("2020-05-16T12:00"))).isEqualTo(at("2020-05-15T17:00")); // Saturday
    }

    @Test
    void aPreReviewOnAHolidayGivesTheStageBeforeItTheWorkingDaysBeforeTheHoliday() {
        Map<Milestone, Instant> moved = new EnumMap<>(MILESTONES);
        moved.put(PRE_REVIEW_DUE, at("2020-05-04T12:00"));
        Timetable dates = timetable(threeStages, moved, false, IN_APRIL);

        assertThat(dates.end(OFFICE_REVIEW)).isEqualTo(at("2020-05-04T12:00"));
        assertThat(dates.end(UNIT_REVIEW)).isEqualTo(at("2020-04-28T17:00")); // before 29 and 30
    }

    @Test
    void aYearThatNobodyEnteredAndAStageThatGotTooLittleAreWarnedOf() {
        Map<Milestone, Instant> squeezed = new EnumMap<>(MILESTONES);
        squeezed.put(PRE_REVIEW_DUE, at("2020-05-12T17:30"));
        assertThat(timetable(threeStages, squeezed, false, IN_APRIL).warnings())
                .extracting(Warning::kind, Warning::about)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Warning.Kind.STAGE_SHORT, "MUNICIPAL_PRE_REVIEW"));

        Map<Milestone, Instant> newYear = Map.of(CLOSING, at("2021-01-02T00:00"));
        assertThat(timetable(twoStages, newYear, false, IN_APRIL).warnings())
                .extracting(Warning::kind, Warning::about)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Warning.Kind.CALENDAR_EMPTY, "2021"));
    }

    @Test
    void workingDaysLeftCountDownToZeroOnTheDayAndGoOn() {
        Instant due = at("2020-05-06T17:00");

        assertThat(today("2020-04-29T08:00").workingDaysLeft(due)).isEqualTo(2); // 30, 6
        assertThat(today("2020-05-03T12:00").workingDaysLeft(due)).isEqualTo(1);
        assertThat(today("2020-05-06T16:59").workingDaysLeft(due)).isZero();
        assertThat(today("2020-05-06T17:00").late(due)).isFalse();
        assertThat(today("2020-05-06T17:01").late(due)).isTrue();
        assertThat(today("2020-05-06T23:59").workingDaysLeft(due)).isZero();
        assertThat(today("2020-05-10T08:00").workingDaysLeft(due)).isEqualTo(-3); // 7, 8, 9
        assertThat(today("2020-05-10T08:00").workingDaysLate(due)).isEqualTo(3);
        assertThat(today("2020-05-14T23:00").workingDaysLeft(at("2020-05-15T00:00"))).isZero();
        assertThat(today("2020-05-14T23:00").workingDaysLeft(null)).isNull();
    }

    @Test
    void theOfficeClosesWhenTheConfigurationSaysSo() {
        assertThat(OfficeHours.closingAt("17:30", SHANGHAI).closes()).isEqualTo("17:30");
        // What YAML makes of 17:30 without quotes.
        assertThat(OfficeHours.closingAt("1050", SHANGHAI).closes()).isEqualTo("17:30");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> OfficeHours.closingAt("five", SHANGHAI))
                .hasMessageContaining("gongkai.office-closes");
    }

    @Test
    void theZoneHasHadNoOtherOffsetForDecades() {
        assertThat(SHANGHAI.getRules().nextTransition(Instant.parse("1992-01-01T00:00:00Z")))
                .isNull();
    }

    private static Timetable timetable(
            ReviewRoute route,
            Map<Milestone, Instant> milestones,
            boolean continuing,
            Instant openedAt) {
        return new CountingBack(LABOUR_DAY, HOURS)
                .timetable(route, milestones, continuing, openedAt);
    }

    private @Nullable Instant lastEnd(Instant opening) {
        return timetable(twoStages, Map.of(OPENING, opening), false, IN_APRIL).end(OFFICE_REVIEW);
    }

    private static Today today(String now) {
        return new Today(LABOUR_DAY, HOURS, at(now));
    }

    private static ReviewRoute route(List<Integer> allowances, ReviewStage... stages) {
        return new ReviewRoute("r", 1, List.of(stages), allowances, Set.of());
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }
}
