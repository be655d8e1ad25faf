package org.gongkai.content.kind;

import java.util.List;

/**
 * A field of a kind. All values are text.
 *
 * @param key the key in the canonical form; the label is message {@code field.KEY}
 * @param choices the values that a {@link Type#CHOICE} may have
 */
public record Field(String key, Type type, boolean required, List<String> choices) {
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

    static final Field SUMMARY = optional("summary", Type.TEXT);
    static final Field SOURCE = optional("source", Type.LINE);
    static final Field AUTHOR = optional("author", Type.LINE);
    static final Field DOCUMENT_DATE = optional("documentDate", Type.DATE);

    public Field {
        choices = List.copyOf(choices);
    }

    static Field required(String key, Type type) {
        return new Field(key, type, true, List.of());
    }

    static Field optional(String key, Type type) {
        return new Field(key, type, false, List.of());
    }

    static Field choice(String key, boolean required, String... choices) {
        return new Field(key, Type.CHOICE, required, List.of(choices));
    }
}
