package org.gongkai.content.review;

import java.util.List;

/**
 * A version of a review route (审核流程): the stages to pass, in order. An edition keeps the version
 * under which it was submitted.
 */
public record ReviewRoute(String key, int version, List<ReviewStage> stages) {
    public ReviewRoute {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException(
                    "Route " + key + " has no stage; nothing may become public unreviewed");
        }
    }
}
