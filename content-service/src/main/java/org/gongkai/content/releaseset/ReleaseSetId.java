package org.gongkai.content.releaseset;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.UUID;

/** A release set's id. */
public record ReleaseSetId(@JsonValue UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
