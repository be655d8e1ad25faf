package org.gongkai.content.people;

/** A unit (单位) that submits documents. */
public record Unit(UnitKey key, String name, Kind kind) {
    /** What a unit is: the district's office, a department, a street (街道、镇). */
    public enum Kind {
        OFFICE,
        DEPARTMENT,
        STREET
    }

    public Unit {
        name = name.strip();
        if (name.isEmpty()
                || name.length() > 60
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A unit's name is one line of at most 60 characters");
        }
    }
}
