package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A person as administrators see it.
 *
 * @param active whether the person can sign in and act
 * @param sameAs the main account, if this is a further account of the same real person
 * @param behind the real people who may be acting under this account
 * @param delegated the roles that others have delegated to this person for now
 */
public record Person(
        PersonId id,
        String account,
        String name,
        boolean active,
        Set<Actor.Grant> grants,
        @Nullable PersonId sameAs,
        Set<PersonId> behind,
        Set<Actor.Delegated> delegated) {
    public Person {
        grants = Set.copyOf(grants);
        behind = Set.copyOf(behind);
        delegated = Set.copyOf(delegated);
    }

    /** The same person, acting. */
    Actor acting() {
        return new Actor(id, account, name, grants, behind, delegated);
    }
}
