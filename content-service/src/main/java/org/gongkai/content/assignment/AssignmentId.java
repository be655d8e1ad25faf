package org.gongkai.content.assignment;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.UUID;

/** An assignment's stable id. */
public record AssignmentId(@JsonValue UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
