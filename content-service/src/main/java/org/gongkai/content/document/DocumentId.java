package org.gongkai.content.document;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.UUID;

/** A document's stable id. */
public record DocumentId(@JsonValue UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
