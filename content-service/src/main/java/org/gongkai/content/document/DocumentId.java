package org.gongkai.content.document;

import java.util.UUID;

/** A document's stable id. */
public record DocumentId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
