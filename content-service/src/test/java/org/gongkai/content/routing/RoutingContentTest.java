package org.gongkai.content.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class RoutingContentTest {
    private static final RouteDefinition FULL =
            new RouteDefinition(List.of(ReviewStage.values()), List.of(1, 2, 4), List.of());
    private static final RouteDefinition SHORT =
            new RouteDefinition(
                    List.of(ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW),
                    List.of(),
                    List.of(ReviewStage.MUNICIPAL_PRE_REVIEW));
    private static final RoutingRule EVERYTHING = new RoutingRule(null, null, null, "full");

    @Test
    void itsCanonicalFormIsTheOneOfTheModelAndIsReadBack() {
        RoutingContent routing =
                new RoutingContent(
                        Map.of("short", SHORT, "full", FULL),
                        List.of(
                                new RoutingRule("news", "notice", true, "short"),
                                new RoutingRule(null, null, null, "full")));

        assertThat(new String(routing.canonicalForm(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"form":"gongkai-routing/1","routes":{\
                        "full":{"allowances":[1,2,4],"notified":[],"stages":["UNIT_REVIEW","OFFICE_REVIEW","MUNICIPAL_PRE_REVIEW"]},\
                        "short":{"allowances":[1,1],"notified":["MUNICIPAL_PRE_REVIEW"],"stages":["UNIT_REVIEW","OFFICE_REVIEW"]}},\
                        "rules":[{"continuing":true,"kind":"notice","route":"short","section":"news"},\
                        {"continuing":null,"kind":null,"route":"full","section":null}]}""");
        assertThat(RoutingContent.of(routing.canonicalForm())).isEqualTo(routing);
    }

    @Test
    void theLastRuleMatchesEverything() {
        refused(
                Map.of("full", FULL),
                List.of(new RoutingRule(null, null, true, "full")),
                "The last rule of a routing matches everything");
        refused(Map.of("full", FULL), List.of(), "The last rule of a routing matches everything");
    }

    @Test
    void noRuleStandsBehindOneThatLeavesNothingToIt() {
        refused(
                Map.of("full", FULL, "short", SHORT),
                List.of(
                        new RoutingRule("news", null, null, "full"),
                        new RoutingRule("news", "notice", true, "short"),
                        EVERYTHING),
                "Rule 2 never decides anything, because rule 1 matches all that it does");
        refused(
                Map.of("full", FULL),
                List.of(EVERYTHING, EVERYTHING),
                "Rule 2 never decides anything");
    }

    @Test
    void aRuleGoesToARouteOfTheRouting() {
        refused(
                Map.of("short", SHORT),
                List.of(EVERYTHING),
                "Rule 1 goes to the route full, which the routing does not have; it has short");
    }

    @Test
    void nothingGoesAWayWithoutAStageOrAnUnlikelyOne() {
        refused(route(List.of(), List.of()), "Route full has no stage");
        refused(
                route(List.of(1), List.of(ReviewStage.UNIT_REVIEW, ReviewStage.UNIT_REVIEW)),
                "twice");
        refused(route(List.of(1, 2), List.of(ReviewStage.UNIT_REVIEW)), "Route full gives each");
        refused(route(List.of(0), List.of(ReviewStage.UNIT_REVIEW)), "Route full gives each");
        refused(route(List.of(999), List.of(ReviewStage.UNIT_REVIEW)), "1 to 250");
        refused(
                new RouteDefinition(
                        List.of(ReviewStage.UNIT_REVIEW),
                        List.of(),
                        List.of(ReviewStage.UNIT_REVIEW)),
                "tells a stage afterwards that it asks before");
        refused(Map.of("No key", FULL), List.of(EVERYTHING), "Not a review route's key");
    }

    private static RouteDefinition route(List<Integer> allowances, List<ReviewStage> stages) {
        return new RouteDefinition(stages, allowances, List.of());
    }

    private static void refused(RouteDefinition full, String message) {
        refused(Map.of("full", full), List.of(EVERYTHING), message);
    }

    private static void refused(
            Map<String, RouteDefinition> routes, List<RoutingRule> rules, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingContent(routes, rules))
                .withMessageContaining(message);
    }
}
