package org.gongkai.content.delivery;

import java.util.List;

/** All units that have a document. */
record DeliveredUnits(List<DeliveredUnit> items) {
    DeliveredUnits {
        items = List.copyOf(items);
    }
}
