package org.gongkai.content.deadline;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.review.ReviewRoute;

import java.time.Instant;
import java.util.Map;

/** The milestones and the calendar as they were read once, to count many editions with them. */
public final class Plan {
    private final CountingBack counting;
    private final Map<String, Dated> sections;

    Plan(CountingBack counting, Map<String, Dated> sections) {
        this.counting = counting;
        this.sections = Map.copyOf(sections);
    }

    /** A section of a campaign that has milestones. */
    record Dated(boolean continuing, Map<Milestone, Instant> milestones) {}

    /** The dates of an edition; it has none in a section outside any campaign. */
    public Timetable timetable(String section, ReviewRoute route, Instant openedAt) {
        Dated dated = sections.get(section);
        return dated == null
                ? Timetable.without(route)
                : counting.timetable(route, dated.milestones(), dated.continuing(), openedAt);
    }
}
