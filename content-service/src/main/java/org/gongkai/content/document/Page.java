package org.gongkai.content.document;

import java.util.List;

/**
 * A page of a list.
 *
 * @param page from 1
 * @param size items on a full page
 * @param total items on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {
    /** The largest page that can be asked for. */
    public static final int MOST = 200;

    public Page {
        items = List.copyOf(items);
    }

    public int pages() {
        return Math.toIntExact((total + size - 1) / size);
    }
}
