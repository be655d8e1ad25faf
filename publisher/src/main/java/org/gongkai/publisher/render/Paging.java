package org.gongkai.publisher.render;

import java.util.List;

/**
 * How a list is cut into pages. The first page shows the newest {@value #SIZE}. Numbered pages
 * count from the oldest and are always full, so that a new item rewrites the first page only, and
 * at times adds a numbered one; some of what the first page shows can stand on the newest numbered
 * page too.
 *
 * @param items all items, newest first
 */
record Paging<T>(List<T> items) {
    static final int SIZE = 20;

    /** The number of numbered pages: as few as hold what the first page does not show. */
    int numbered() {
        return Math.max(0, (items.size() - SIZE + SIZE - 1) / SIZE);
    }

    List<T> first() {
        return items.subList(0, Math.min(SIZE, items.size()));
    }

    /** A numbered page, newest first; page 1 holds the oldest. */
    List<T> page(int number) {
        int end = items.size() - (number - 1) * SIZE;
        return items.subList(end - SIZE, end);
    }
}
