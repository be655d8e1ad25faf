package org.gongkai.content.kind;

/**
 * Something that keeps a draft from being submitted.
 *
 * @param rule the id of the rule, stable
 * @param place the member it is about, such as {@code title} or {@code fields.documentNumber}
 * @param message what is missing or wrong, and what would mend it
 * @param inChinese the same in Chinese; empty if nobody put it into words
 */
public record Shortcoming(String rule, String place, String message, String inChinese) {
    public Shortcoming(String rule, String place, String message) {
        this(rule, place, message, "");
    }

    /** With words in both languages. */
    public Shortcoming(String rule, String place, Label words) {
        this(rule, place, words.en(), words.zh());
    }
}
