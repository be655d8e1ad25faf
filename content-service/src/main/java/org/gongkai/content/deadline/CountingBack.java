package org.gongkai.content.deadline;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.deadline.Timetable.StageEnd;
import org.gongkai.content.deadline.Timetable.Warning;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts the dates of a route back from the milestones of its campaign: pure, no storage.
 * docs/model.md, “Deadlines”, has the definition and an example.
 *
 * <p>Before the opening, materials must have reached the municipal pre-review by {@code
 * PRE_REVIEW_DUE}, so the stage before it ends at that instant. The last stage ends at the last
 * close of a working day that is not after the opening or the closing. Every other stage ends at
 * the close of the working day before the days that the next one has.
 */
record CountingBack(WorkingCalendar calendar, OfficeHours hours) {

    /**
     * The dates of an edition.
     *
     * @param continuing whether its section goes on after the campaign; then the opening is no date
     *     for it, and what is opened after the closing has none
     * @param openedAt when the edition was opened
     */
    Timetable timetable(
            ReviewRoute route,
            Map<Milestone, Instant> milestones,
            boolean continuing,
            Instant openedAt) {
        Instant closing = milestones.get(Milestone.CLOSING);
        if (continuing && closing != null && !openedAt.isBefore(closing)) {
            return Timetable.without(route);
        }
        Instant opening = milestones.get(Milestone.OPENING);
        boolean ahead = !continuing && (opening == null || openedAt.isBefore(opening));
        Milestone towards = ahead && opening != null ? Milestone.OPENING : Milestone.CLOSING;
        return count(
                route,
                towards,
                milestones,
                ahead ? milestones.get(Milestone.PRE_REVIEW_DUE) : null);
    }

    /** The dates towards one of the two milestones by which something has to be public. */
    Timetable count(
            ReviewRoute route,
            Milestone towards,
            Map<Milestone, Instant> milestones,
            @Nullable Instant preReviewDue) {
        Instant publication = milestones.get(towards);
        List<ReviewStage> stages = route.stages();
        // ends[i] is the end of what precedes stage i; the last one that of the last stage.
        @Nullable Instant[] ends = new @Nullable Instant[stages.size() + 1];
        ends[stages.size()] = publication == null ? null : lastCloseUntil(publication);
        for (int i = stages.size() - 1; i >= 0; i--) {
            ReviewStage next = stages.get(i);
            Instant end = ends[i + 1];
            if (next == ReviewStage.MUNICIPAL_PRE_REVIEW && preReviewDue != null) {
                ends[i] = preReviewDue;
            } else if (end != null) {
                ends[i] = closeBefore(route.allowance(next), end);
            }
        }
        return new Timetable(
                publication == null ? null : towards,
                ends[0],
                IntStream.range(0, stages.size())
                        .mapToObj(
                                i ->
                                        new StageEnd(
                                                stages.get(i),
                                                route.allowance(stages.get(i)),
                                                ends[i + 1]))
                        .toList(),
                publication,
                warnings(route, ends, publication));
    }

    /** The last close of a working day that is not after the instant. */
    private Instant lastCloseUntil(Instant instant) {
        LocalDate day = hours.dayOf(instant);
        return hours.close(
                calendar.isWorkingDay(day) && !hours.close(day).isAfter(instant)
                        ? day
                        : calendar.before(day));
    }

    /**
     * The close of the working day before so many working days that end with this instant's day.
     */
    private Instant closeBefore(int days, Instant end) {
        return hours.close(calendar.before(calendar.firstOf(days, hours.dayOf(end))));
    }

    private List<Warning> warnings(
            ReviewRoute route, @Nullable Instant[] ends, @Nullable Instant publication) {
        List<Warning> warnings = new ArrayList<>();
        for (int i = 0; i < route.stages().size(); i++) {
            Instant start = ends[i];
            Instant end = ends[i + 1];
            ReviewStage stage = route.stages().get(i);
            if (start != null && end != null) {
                long days = calendar.between(hours.dayOf(start), hours.dayOf(end));
                if (days < route.allowance(stage)) {
                    warnings.add(
                            new Warning(
                                    Warning.Kind.STAGE_SHORT,
                                    stage.name(),
                                    "The milestones leave %s %d working days; the route allows %d."
                                            .formatted(stage, days, route.allowance(stage))));
                }
            }
        }
        Stream.concat(Arrays.stream(ends), Stream.ofNullable(publication))
                .filter(Objects::nonNull)
                .map(instant -> hours.dayOf(instant).getYear())
                .distinct()
                .sorted()
                .filter(year -> !calendar.knows(year))
                .map(CountingBack::empty)
                .forEach(warnings::add);
        return warnings;
    }

    private static Warning empty(int year) {
        return new Warning(
                Warning.Kind.CALENDAR_EMPTY,
                Integer.toString(year),
                "The calendar has no public holiday of %d; PUT /api/v1/calendar/{day} enters them."
                        .formatted(year));
    }
}
