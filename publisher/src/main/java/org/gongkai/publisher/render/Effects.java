package org.gongkai.publisher.render;

/** What is not the same in two states of the site. Thread-safe. */
@FunctionalInterface
public interface Effects {

    /**
     * Whether a page is altered.
     *
     * @param touches what it was made from, as {@link Page.Rendered} has it
     */
    boolean alter(String touches);
}
