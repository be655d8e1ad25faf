package org.gongkai.content.kind;

/**
 * Something that keeps a draft from being submitted.
 *
 * @param rule the id of the rule, stable
 * @param place the member it is about, such as {@code title} or {@code fields.documentNumber}
 * @param message what is missing or wrong, and what would mend it
 */
public record Shortcoming(String rule, String place, String message) {}
