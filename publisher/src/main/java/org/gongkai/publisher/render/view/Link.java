package org.gongkai.publisher.render.view;

/** A word that leads somewhere on the site. */
public record Link(String text, String href) {}
