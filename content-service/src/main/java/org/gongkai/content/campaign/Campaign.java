package org.gongkai.content.campaign;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A campaign (活动), such as a year's “政务公开日”. What readers see of it stands in the site revision;
 * these dates plan the work.
 */
public record Campaign(String key, String title, String theme, Map<Milestone, Instant> milestones) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** The dates that a campaign works towards, in their order. */
    public enum Milestone {
        PREPARATION,
        /** Materials reach the municipal pre-review by then. */
        PRE_REVIEW_DUE,
        OPENING,
        CLOSING,
        /** Each unit's summary reaches the office by then. */
        SUMMARIES_DUE,
        /** The district's summary reaches the city by then. */
        DISTRICT_SUMMARY_DUE
    }

    public Campaign {
        if (!SYNTAX.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a campaign's key: " + key);
        }
        if (title.isBlank() || theme.isBlank()) {
            throw new IllegalArgumentException("A campaign has a title and a theme");
        }
        milestones = Map.copyOf(milestones);
        Instant opening = milestones.get(Milestone.OPENING);
        Instant closing = milestones.get(Milestone.CLOSING);
        if (opening != null && closing != null && !opening.isBefore(closing)) {
            throw new IllegalArgumentException(
                    "The campaign %s closes before it opens".formatted(key));
        }
    }
}
