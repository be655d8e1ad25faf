package org.gongkai.publisher.render.view;

import java.util.List;

/**
 * A page of few words: search, not found, accessibility.
 *
 * @param units the units by which a search can be narrowed
 */
public record PlainPage(Frame frame, String heading, String message, List<Link> units) {}
