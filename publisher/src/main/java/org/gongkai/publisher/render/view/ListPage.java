package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A list of documents: a section or a unit, its first page or a numbered one.
 *
 * @param address the path of the first page
 * @param number the number of the page counted from the oldest, 0 for the first page, which shows
 *     the newest
 * @param newest the first page, null when this is it
 * @param newer the neighbour with newer documents, null when this is the first page
 * @param older the neighbour with older documents, null when there are none
 * @param others the heading over the neighbours
 * @param neighbours the other sections or units, to go on to
 */
public record ListPage(
        Frame frame,
        String heading,
        String description,
        String address,
        int number,
        List<Item> items,
        boolean pictures,
        @Nullable String newest,
        @Nullable String newer,
        @Nullable String older,
        String others,
        List<Link> neighbours) {}
