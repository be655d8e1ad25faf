package org.gongkai.content.delivery;

import java.util.List;

/** All sections that have a document. */
record DeliveredSections(List<DeliveredSection> items) {
    DeliveredSections {
        items = List.copyOf(items);
    }
}
