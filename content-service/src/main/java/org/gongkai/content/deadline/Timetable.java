package org.gongkai.content.deadline;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The latest dates of an edition on its way to the public. Any of them is null where there is
 * nothing to count it from.
 *
 * @param towards the milestone by which it has to be public; null if there is none
 * @param submission by when it has to be submitted
 * @param stages the end of each stage, in the order of the route
 * @param publication by when it has to be public
 * @param warnings what makes these dates doubtful
 */
public record Timetable(
        @Nullable Milestone towards,
        @Nullable Instant submission,
        List<StageEnd> stages,
        @Nullable Instant publication,
        List<Warning> warnings) {
    public Timetable {
        stages = List.copyOf(stages);
        warnings = List.copyOf(warnings);
    }

    /** The last instant of a stage. */
    public record StageEnd(ReviewStage stage, int allowance, @Nullable Instant dueAt) {}

    /**
     * Something that makes the dates doubtful.
     *
     * @param about the year or the stage
     */
    public record Warning(Kind kind, String about, String message) {
        /** What is doubtful. */
        public enum Kind {
            /** Nobody has entered the public holidays of a year in which dates fall. */
            CALENDAR_EMPTY,
            /** The milestones leave a stage less time than its route allows it. */
            STAGE_SHORT
        }
    }

    /** Of what has no dates at all. */
    static Timetable without(ReviewRoute route) {
        return new Timetable(
                null,
                null,
                route.stages().stream()
                        .map(stage -> new StageEnd(stage, route.allowance(stage), null))
                        .toList(),
                null,
                List.of());
    }

    /** The last instant at which an edition can enter the stage in time. */
    public @Nullable Instant latestStart(ReviewStage stage) {
        int i = index(stage);
        return i == 0 ? submission : stages.get(i - 1).dueAt();
    }

    /** The last instant of the stage. */
    public @Nullable Instant end(ReviewStage stage) {
        return stages.get(index(stage)).dueAt();
    }

    private int index(ReviewStage stage) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).stage() == stage) {
                return i;
            }
        }
        throw new IllegalArgumentException("The route has no stage " + stage);
    }
}
