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
        NUMBER("e.number", false),
        DUE("e.due_at", false);

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
                .filter(key -> key.word().equals(word))
                .findFirst()
                .map(key -> new DocumentOrder(key, descending))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Documents are sorted by %s, or the other way round with a - before it; not by “%s”"
                                                .formatted(
                                                        Arrays.stream(Key.values())
                                                                .map(Key::word)
                                                                .collect(Collectors.joining(", ")),
                                                        sort)));
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
