package org.gongkai.content.people;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.UUID;

/** A person's stable id. */
public record PersonId(@JsonValue UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
