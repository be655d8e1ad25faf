package org.gongkai.content.document;

import java.util.List;

/**
 * A page of a list.
 *
 * @param page from 1
 * @param size items on a full page
 * @param total items on all pages
 * @param more whether there are more than {@code total}: beyond it nothing was counted
 */
public record Page<T>(List<T> items, int page, int size, long total, boolean more) {
    /** The largest page that can be asked for. */
    public static final int MOST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list that was counted to its end. */
    public Page(List<T> items, int page, int size, long total) {
        this(items, page, size, total, false);
    }

    /** How many pages there are; at least, if there are more items than were counted. */
    public int pages() {
        return Math.toIntExact((total + size - 1) / size);
    }
}
