package org.gongkai.content.routing;

import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a routing says of one route. It becomes a version of a {@link ReviewRoute} when the routing
 * comes into force.
 *
 * @param allowances working days for each stage, in their order; empty gives each one day
 * @param notified who is told afterwards, kept in the order of the stages
 */
public record RouteDefinition(
        List<ReviewStage> stages, List<Integer> allowances, List<ReviewStage> notified) {
    /** A working year; more is a slip of the keyboard. */
    private static final int LONGEST_ALLOWANCE = 250;

    public RouteDefinition {
        stages = List.copyOf(stages);
        allowances = allowances.isEmpty() ? stages.stream().map(stage -> 1).toList() : allowances;
        allowances = List.copyOf(allowances);
        notified = notified.stream().distinct().sorted().toList();
    }

    /**
     * Checks what a route must be.
     *
     * @throws IllegalArgumentException saying what is wrong with the route of this key
     */
    void requireLawful(String key) {
        new ReviewRoute(key, 1, stages, allowances, Set.copyOf(notified));
        if (allowances.stream().anyMatch(days -> days > LONGEST_ALLOWANCE)) {
            throw new IllegalArgumentException(
                    "Route %s gives a stage more than %d working days"
                            .formatted(key, LONGEST_ALLOWANCE));
        }
    }

    Map<String, ?> json() {
        return Map.of(
                "stages", names(stages), "allowances", allowances, "notified", names(notified));
    }

    private static List<String> names(Collection<ReviewStage> stages) {
        return stages.stream().map(Enum::name).toList();
    }
}
