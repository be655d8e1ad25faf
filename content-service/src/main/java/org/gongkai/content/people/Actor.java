package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/** The person who acts, with the roles held at this moment. */
public record Actor(PersonId id, String account, String name, Set<Grant> grants) {
    public Actor {
        grants = Set.copyOf(grants);
    }

    /** A role, for a unit if it is held per unit. */
    public record Grant(Role role, @Nullable UnitKey unit) {
        public Grant {
            if (role.perUnit() != (unit != null)) {
                throw new IllegalArgumentException(
                        role
                                + (role.perUnit()
                                        ? " is held for a unit"
                                        : " is not held for a unit"));
            }
        }
    }

    /** Whether this person holds the role, for any unit at all if it is held per unit. */
    public boolean holds(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /**
     * Whether this person holds the role for this unit; roles that are not per unit hold for every
     * unit.
     */
    public boolean holds(Role role, UnitKey unit) {
        return grants.contains(new Grant(role, role.perUnit() ? unit : null));
    }

    /** The units for which this person holds any role. */
    public Set<UnitKey> units() {
        return grants.stream()
                .flatMap(grant -> java.util.stream.Stream.ofNullable(grant.unit()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
