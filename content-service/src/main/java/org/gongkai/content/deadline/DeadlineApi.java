package org.gongkai.content.deadline;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.ReviewRoutes;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.review.ReviewRoute;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dates that a campaign's milestones give to its routes. */
@RestController
@Tag(name = "Campaign")
class DeadlineApi {
    private final Campaigns campaigns;
    private final Sections sections;
    private final ReviewRoutes routes;
    private final Deadlines deadlines;

    DeadlineApi(Campaigns campaigns, Sections sections, ReviewRoutes routes, Deadlines deadlines) {
        this.campaigns = campaigns;
        this.sections = sections;
        this.routes = routes;
        this.deadlines = deadlines;
    }

    /** What stands in a campaign's table. */
    record Table(String campaign, Map<Milestone, Instant> milestones, List<Line> lines) {}

    /**
     * The dates of a route.
     *
     * @param sections whose new editions pass it
     * @param dates towards the opening for what is opened before it, towards the closing for the
     *     rest
     */
    record Line(String route, int version, List<String> sections, Timetable dates) {}

    @GetMapping("/api/v1/campaigns/{key}/deadlines")
    @Operation(summary = "The latest date of each stage, for each route of the campaign's sections")
    Table deadlines(@PathVariable String key) {
        Campaign campaign = campaigns.get(key);
        CountingBack counting = deadlines.counting();
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<ReviewRoute, List<Section>> entry : byRoute(key).entrySet()) {
            ReviewRoute route = entry.getKey();
            boolean opens = campaign.milestones().containsKey(Milestone.OPENING);
            List<Section> ending =
                    entry.getValue().stream().filter(section -> !section.continuing()).toList();
            List<Section> towardsClosing =
                    entry.getValue().stream()
                            .filter(section -> opens || section.continuing())
                            .toList();
            if (!ending.isEmpty()) {
                lines.add(
                        line(
                                route,
                                ending,
                                counting.timetable(
                                        route, campaign.milestones(), false, Instant.MIN)));
            }
            if (!towardsClosing.isEmpty()) {
                lines.add(
                        line(
                                route,
                                towardsClosing,
                                counting.count(
                                        route, Milestone.CLOSING, campaign.milestones(), null)));
            }
        }
        return new Table(key, campaign.milestones(), lines);
    }

    private Map<ReviewRoute, List<Section>> byRoute(String campaign) {
        Map<String, ReviewRoute> newest = new LinkedHashMap<>();
        routes.all().forEach(route -> newest.putIfAbsent(route.key(), route));
        Map<ReviewRoute, List<Section>> byRoute = new LinkedHashMap<>();
        for (Section section : sections.all()) {
            ReviewRoute route = newest.get(section.route());
            if (route != null && campaign.equals(section.campaign())) {
                byRoute.computeIfAbsent(route, r -> new ArrayList<>()).add(section);
            }
        }
        return byRoute;
    }

    private static Line line(ReviewRoute route, List<Section> sections, Timetable dates) {
        return new Line(
                route.key(), route.version(), sections.stream().map(Section::key).toList(), dates);
    }
}
