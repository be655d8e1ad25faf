package org.gongkai.content.kind;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A field of a kind. All values are text.
 *
 * @param key the key in the canonical form
 * @param longest the most UTF-16 units of a value
 * @param format what a line must look like, null if anything goes
 * @param notAfterToday whether a day in the future is refused
 * @param choices the values that a {@link Type#CHOICE} may have
 * @param relation what the document must be that a {@link Type#DOCUMENT} names; null for others
 * @param search how readers find it: {@code none}, {@code number}, {@code date}, {@code exact} or
 *     {@code text}
 */
public record Field(
        String key,
        Type type,
        Label label,
        boolean required,
        int longest,
        @Nullable Format format,
        boolean notAfterToday,
        List<Choice> choices,
        @Nullable Relation relation,
        String search) {
    /** What the text of a field must look like. */
    public enum Type {
        LINE,
        TEXT,
        /** A day as {@code YYYY-MM-DD}. */
        DATE,
        /** The id of a document. */
        DOCUMENT,
        CHOICE
    }

    /** A value that may be chosen, as it stands in the canonical form, and what it is called. */
    public record Choice(String value, Label label) {}

    /** A regular expression for the whole value, and what to write instead of what does not fit. */
    public record Format(String pattern, Label remedy) {}

    /** The kinds of which a named document must be one, and the rule that says so. */
    public record Relation(List<String> to, String rule) {
        public Relation {
            to = List.copyOf(to);
        }
    }

    public Field {
        choices = List.copyOf(choices);
    }

    /** What a value is called: a choice by its label, anything else by itself. */
    public Label shown(String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::label)
                .findFirst()
                .orElseGet(() -> new Label(value, value));
    }
}
