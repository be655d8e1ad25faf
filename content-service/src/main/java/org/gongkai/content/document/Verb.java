package org.gongkai.content.document;

import static org.gongkai.content.document.EditionState.APPROVED;
import static org.gongkai.content.document.EditionState.DRAFT;
import static org.gongkai.content.document.EditionState.HELD;
import static org.gongkai.content.document.EditionState.IN_REVIEW;
import static org.gongkai.content.document.EditionState.PUBLISHED;
import static org.gongkai.content.document.EditionState.RETURNED;
import static org.gongkai.content.people.Role.EDITOR;
import static org.gongkai.content.people.Role.MUNICIPAL_REVIEWER;
import static org.gongkai.content.people.Role.OFFICE_REVIEWER;
import static org.gongkai.content.people.Role.PUBLISHER;

import org.gongkai.content.people.Role;

import java.util.List;
import java.util.Set;

/**
 * What a person can do with an edition: from which states, and with which of these roles. The table
 * stands in docs/model.md too, and a test holds one against the other.
 */
public enum Verb {
    SAVE(Set.of(DRAFT, RETURNED), EDITOR),
    SUBMIT(Set.of(DRAFT, RETURNED), EDITOR),
    TAKE_BACK(Set.of(IN_REVIEW), EDITOR),
    /** By the reviewers of the stage where the edition stands. */
    APPROVE(Set.of(IN_REVIEW)),
    /** By the reviewers of the stage where the edition stands. */
    RETURN(Set.of(IN_REVIEW)),
    RECALL(Set.of(APPROVED, HELD), EDITOR, OFFICE_REVIEWER),
    LET_GO(Set.of(HELD), PUBLISHER),
    DISCARD(Set.of(DRAFT, RETURNED), EDITOR),
    WITHDRAW(Set.of(PUBLISHED), OFFICE_REVIEWER, PUBLISHER),
    /** Asks for publication in an emergency; in the own name only. */
    BYPASS(Set.of(IN_REVIEW), OFFICE_REVIEWER, PUBLISHER),
    /** Confirms an emergency as the second person; in the own name only. */
    CONFIRM_BYPASS(Set.of(IN_REVIEW), OFFICE_REVIEWER, MUNICIPAL_REVIEWER, PUBLISHER);

    private final Set<EditionState> from;
    private final List<Role> roles;

    Verb(Set<EditionState> from, Role... roles) {
        this.from = from;
        this.roles = List.of(roles);
    }

    /** The states in which it is possible at all. */
    public Set<EditionState> from() {
        return from;
    }

    /** The roles of which one is needed; empty where the stage of review decides. */
    public List<Role> roles() {
        return roles;
    }
}
