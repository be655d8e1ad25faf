package org.gongkai.content.people;

import java.util.Set;

/**
 * A person as administrators see it.
 *
 * @param active whether the person can sign in and act
 */
public record Person(
        PersonId id, String account, String name, boolean active, Set<Actor.Grant> grants) {
    public Person {
        grants = Set.copyOf(grants);
    }

    /** The same person, acting. */
    Actor acting() {
        return new Actor(id, account, name, grants);
    }
}
