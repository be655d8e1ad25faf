package org.gongkai.content.deadline;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.routing.Routings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The dates that a campaign's milestones give to its routes. */
@RestController
@Tag(name = "Campaign")
class DeadlineApi {
    private final Campaigns campaigns;
    private final Sections sections;
    private final Routings routings;
    private final Deadlines deadlines;

    DeadlineApi(Campaigns campaigns, Sections sections, Routings routings, Deadlines deadlines) {
        this.campaigns = campaigns;
        this.sections = sections;
        this.routings = routings;
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
        for (Map.Entry<ReviewRoute, List<Routings.Way>> entry : byRoute(key).entrySet()) {
            ReviewRoute route = entry.getKey();
            boolean opens = campaign.milestones().containsKey(Milestone.OPENING);
            List<Routings.Way> ending =
                    entry.getValue().stream().filter(way -> !way.continuing()).toList();
            List<Routings.Way> towardsClosing =
                    entry.getValue().stream().filter(way -> opens || way.continuing()).toList();
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

    private Map<ReviewRoute, List<Routings.Way>> byRoute(String campaign) {
        Set<String> own =
                sections.all().stream()
                        .filter(section -> campaign.equals(section.campaign()))
                        .map(Section::key)
                        .collect(Collectors.toSet());
        return routings.ways().stream()
                .filter(way -> own.contains(way.section()))
                .collect(
                        Collectors.groupingBy(
                                Routings.Way::route, LinkedHashMap::new, Collectors.toList()));
    }

    private static Line line(ReviewRoute route, List<Routings.Way> ways, Timetable dates) {
        return new Line(
                route.key(),
                route.version(),
                ways.stream().map(Routings.Way::section).distinct().toList(),
                dates);
    }
}
