package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A part of the list of documents.
 *
 * @param next the address of the next part, null if this is the last
 */
record DeliveredList(List<DeliveredItem> items, @Nullable String next) {
    DeliveredList {
        items = List.copyOf(items);
    }
}
