package org.gongkai.content.people;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.regex.Pattern;

/**
 * A unit's (单位) stable key, such as {@code jyj}: lower-case Latin letters, digits, hyphens; at most
 * 32 characters.
 */
public record UnitKey(@JsonValue String value) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public UnitKey {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a unit's key (lower-case letters, digits, hyphens, at most 32): " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
