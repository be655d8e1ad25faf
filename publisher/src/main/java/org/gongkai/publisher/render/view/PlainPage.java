package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of few words: search, not found, withdrawn, accessibility.
 *
 * @param units the units by which a search can be narrowed
 */
public record PlainPage(
        Frame frame, String heading, String message, @Nullable Link instead, List<Link> units) {}
