package org.gongkai.publisher.render.view;

import java.util.List;

/**
 * A page of few words: search, not found, accessibility.
 *
 * @param links for a search the units by which it can be narrowed, for an index what it leads to
 */
public record PlainPage(Frame frame, String heading, String message, List<Link> links) {}
