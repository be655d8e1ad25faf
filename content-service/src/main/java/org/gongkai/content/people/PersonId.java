package org.gongkai.content.people;

import java.util.UUID;

/** A person's stable id. */
public record PersonId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
