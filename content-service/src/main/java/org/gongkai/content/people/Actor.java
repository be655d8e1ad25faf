package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The account that acts, with the roles held at this moment.
 *
 * @param behind the real people who may be acting: who owns the account, by the main account, and
 *     for a guest also who gave out the secret (docs/model.md, "Real people")
 * @param delegated roles that others have delegated to this person for now
 */
public record Actor(
        PersonId id,
        String account,
        String name,
        Set<Grant> grants,
        Set<PersonId> behind,
        Set<Delegated> delegated) {
    public Actor {
        grants = Set.copyOf(grants);
        behind = Set.copyOf(behind);
        delegated = Set.copyOf(delegated);
    }

    /** Somebody with one account, for whom nobody else stands in. */
    public Actor(PersonId id, String account, String name, Set<Grant> grants) {
        this(id, account, name, grants, Set.of(id), Set.of());
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

    /**
     * A role of somebody else that this person exercises.
     *
     * @param behind the real people behind the one who delegated
     */
    public record Delegated(Grant grant, PersonId from, Set<PersonId> behind) {
        public Delegated {
            behind = Set.copyOf(behind);
        }
    }

    /**
     * Whether this person holds the role, for any unit at all if it is held per unit; a delegated
     * role counts.
     */
    public boolean holds(Role role) {
        return exercised().anyMatch(grant -> grant.role() == role);
    }

    /**
     * Whether this person holds the role for this unit; roles that are not per unit hold for every
     * unit. A delegated role counts.
     */
    public boolean holds(Role role, UnitKey unit) {
        Grant wanted = new Grant(role, role.perUnit() ? unit : null);
        return exercised().anyMatch(wanted::equals);
    }

    /** Every name in which this person may decide with this role: the own first. */
    public List<Standing> standings(Role role, UnitKey unit) {
        Grant wanted = new Grant(role, role.perUnit() ? unit : null);
        Stream<Standing> own =
                grants.contains(wanted) ? Stream.of(new Standing(null, behind)) : Stream.empty();
        Stream<Standing> others =
                delegated.stream()
                        .filter(held -> held.grant().equals(wanted))
                        .map(held -> new Standing(held.from(), union(behind, held.behind())));
        return Stream.concat(own, others).toList();
    }

    /** The units for which this person exercises any role. */
    public Set<UnitKey> units() {
        return exercised()
                .flatMap(grant -> Stream.ofNullable(grant.unit()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Grant> exercised() {
        return Stream.concat(grants.stream(), delegated.stream().map(Delegated::grant));
    }

    private static Set<PersonId> union(Set<PersonId> some, Set<PersonId> more) {
        Set<PersonId> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
