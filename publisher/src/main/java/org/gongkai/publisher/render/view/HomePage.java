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
 * @param shelves kinds that have a place of their own
 * @param shelf sections that are no blocks
 * @param milestones the campaign's dates
 */
public record HomePage(
        Frame frame,
        @Nullable Item lead,
        List<Item> headlines,
        List<Block> blocks,
        List<Pair> pairs,
        List<Shelf> shelves,
        List<Block> shelf,
        List<Link> units,
        List<Stop> milestones) {

    /** A section on the front page. */
    public record Block(
            String key, String name, String description, String href, List<Item> items) {}

    /** A policy and what explains it, each under the name of what it is. */
    public record Pair(
            String sort,
            String icon,
            Item policy,
            @Nullable String number,
            String otherSort,
            String otherIcon,
            List<Item> interpretations) {}

    /**
     * The newest of a kind, with their pictures.
     *
     * @param four whether four stand in a row, else three
     */
    public record Shelf(String key, String title, boolean four, List<Item> items) {}

    /**
     * A date of the campaign.
     *
     * @param at ISO 8601 with offset; a script marks what has passed
     */
    public record Stop(String at, String date, String label) {}
}
