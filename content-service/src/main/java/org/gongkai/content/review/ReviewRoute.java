package org.gongkai.content.review;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A version of a review route (审核流程): the stages to pass, in order. An edition keeps the version
 * under which it was opened.
 *
 * @param allowances working days that each stage has, in the order of the stages; 1 to 250
 * @param notified the stages that are told when something became public, instead of being asked
 *     before
 */
public record ReviewRoute(
        String key,
        int version,
        List<ReviewStage> stages,
        List<Integer> allowances,
        Set<ReviewStage> notified) {
    /** More working days than a year has are a mistake. */
    private static final int MOST_DAYS = 250;

    public ReviewRoute {
        stages = List.copyOf(stages);
        allowances =
                allowances.isEmpty()
                        ? Collections.nCopies(stages.size(), 1)
                        : List.copyOf(allowances);
        notified = Set.copyOf(notified);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException(
                    "Route " + key + " has no stage; nothing may become public unreviewed");
        }
        if (EnumSet.copyOf(stages).size() != stages.size()) {
            throw new IllegalArgumentException("Route " + key + " has a stage twice");
        }
        if (allowances.size() != stages.size()
                || allowances.stream().anyMatch(days -> days < 1 || days > MOST_DAYS)) {
            throw new IllegalArgumentException(
                    "Route %s gives each of its %d stages 1 to %d working days, not %s"
                            .formatted(key, stages.size(), MOST_DAYS, allowances));
        }
        if (!Collections.disjoint(stages, notified)) {
            throw new IllegalArgumentException(
                    "Route " + key + " tells a stage afterwards that it asks before");
        }
    }

    /** A route that gives each stage one working day and tells nobody. */
    public ReviewRoute(String key, int version, List<ReviewStage> stages) {
        this(key, version, stages, List.of(), Set.of());
    }

    /** Working days that a stage of this route has. */
    public int allowance(ReviewStage stage) {
        return allowances.get(stages.indexOf(stage));
    }
}
