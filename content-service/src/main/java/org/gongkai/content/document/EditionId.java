package org.gongkai.content.document;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.UUID;

/** An edition's stable id. */
public record EditionId(@JsonValue UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
