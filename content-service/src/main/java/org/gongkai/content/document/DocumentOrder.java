package org.gongkai.content.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a list is sorted. Equal ones follow by id, so that pages do not overlap; what has no value
 * comes last in both directions.
 */
public record DocumentOrder(Key key, boolean descending) {
    /** What was changed last comes first. */
    public static final DocumentOrder NEWEST = new DocumentOrder(Key.CHANGED, true);

    /** What is due first comes first, then what waits the longest. */
    public static final DocumentOrder URGENT = new DocumentOrder(Key.DUE, false);

    /** What a list can be sorted by. */
    public enum Key {
        CHANGED("e.changed_at", true),
        SUBMITTED("e.submitted_at", true),
        TITLE("e.title", false),
        DUE("e.due_at", false),

        /** In place of the title; nobody asks for it by name. */
        SHOWN_TITLE("e.shown_title", false);

        private final String column;

        /** Whether its index begins with the last; the id follows in ascending order. */
        private final boolean indexedDescending;

        Key(String column, boolean indexedDescending) {
            this.column = column;
            this.indexedDescending = indexedDescending;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code changed} or {@code -changed}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static DocumentOrder parse(String sort) {
        boolean descending = sort.startsWith("-");
        String word = descending ? sort.substring(1) : sort;
        return Arrays.stream(Key.values())
                .filter(key -> key != Key.SHOWN_TITLE && key.word().equals(word))
                .findFirst()
                .map(key -> new DocumentOrder(key, descending))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Documents are sorted by %s, or the other way round with a - before it; not by “%s”"
                                                .formatted(
                                                        Arrays.stream(Key.values())
                                                                .filter(
                                                                        key ->
                                                                                key
                                                                                        != Key
                                                                                                .SHOWN_TITLE)
                                                                .map(Key::word)
                                                                .collect(Collectors.joining(", ")),
                                                        sort)));
    }

    /** For those who see no drafts, and none of their titles. */
    DocumentOrder shown() {
        return key == Key.TITLE ? new DocumentOrder(Key.SHOWN_TITLE, descending) : this;
    }

    /** What is sorted by, for a part of a list. */
    String columns() {
        return key == Key.CHANGED ? key.column : key.column + ", e.changed_at";
    }

    String sql() {
        String direction = descending ? " desc" : "";
        if (key == Key.SUBMITTED) {
            return key.column + direction + " nulls last, e.id";
        }
        if (key == Key.DUE) {
            return key.column + direction + " nulls last, e.changed_at, e.id";
        }
        return key.column
                + direction
                + ", e.id"
                + (descending == key.indexedDescending ? "" : " desc");
    }
}
