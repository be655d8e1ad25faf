package org.gongkai.content.people;

import com.fasterxml.jackson.annotation.JsonValue;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A person's stable id. */
public record PersonId(@JsonValue UUID value) {
    /** The ids in an SQL array of them. */
    public static Set<PersonId> set(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray())
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
