package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Set;

/**
 * In whose name somebody decides: the own, or that of a person who delegated the role (代理授权).
 *
 * @param onBehalfOf who delegated; null for the own name
 * @param behind the real people who stand behind the decision; separation of duty counts all of
 *     them
 */
public record Standing(@Nullable PersonId onBehalfOf, Set<PersonId> behind) {
    public Standing {
        behind = Set.copyOf(behind);
    }

    /** Whether one of these real people stands behind it. */
    public boolean sharedWith(Set<PersonId> people) {
        return !Collections.disjoint(behind, people);
    }
}
