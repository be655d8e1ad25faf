package org.gongkai.content.people;

/** What a person may do; docs/model.md has the table of verbs. */
public enum Role {
    EDITOR,
    UNIT_REVIEWER,
    OFFICE_REVIEWER,
    MUNICIPAL_REVIEWER,
    PUBLISHER,
    SUPERVISOR,
    /** Keeps units, persons and sections; holds no content rights at all. */
    ADMINISTRATOR;

    /** Whether the role is held for a unit, and not for the whole. */
    public boolean perUnit() {
        return this == EDITOR || this == UNIT_REVIEWER;
    }
}
