package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The front page.
 *
 * @param lead the lead story
 * @param headlines the newest beside it
 * @param blocks the campaign's blocks with their newest documents
 * @param pairs policies with what explains them
 * @param shelf sections that are no blocks
 * @param milestones the campaign's dates
 */
public record HomePage(
        Frame frame,
        @Nullable Item lead,
        List<Item> headlines,
        List<Block> blocks,
        List<Pair> pairs,
        List<Item> videos,
        List<Item> stories,
        List<Block> shelf,
        List<Link> units,
        List<Stop> milestones) {

    /** A section on the front page. */
    public record Block(
            String key, String name, String description, String href, List<Item> items) {}

    /** A policy and what explains it. */
    public record Pair(Item policy, @Nullable String number, List<Item> interpretations) {}

    /**
     * A date of the campaign.
     *
     * @param at ISO 8601 with offset; a script marks what has passed
     */
    public record Stop(String at, String date, String label) {}
}
