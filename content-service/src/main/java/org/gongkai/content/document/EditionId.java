package org.gongkai.content.document;

import java.util.UUID;

/** An edition's stable id. */
public record EditionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
