package org.gongkai.publisher.render.view;

/** A {@code meta} element: its name (or Open Graph property) and its content. */
public record Meta(String name, String content) {}
