package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;

import java.util.Comparator;

/** Roles as forms send them: the role, and after a colon the unit. */
final class Grants {
    static final Comparator<Actor.Grant> ORDER =
            Comparator.comparing(Actor.Grant::role)
                    .thenComparing(
                            grant -> {
                                UnitKey unit = grant.unit();
                                return unit == null ? "" : unit.value();
                            });

    private Grants() {}

    static String text(Actor.Grant grant) {
        UnitKey unit = grant.unit();
        return unit == null ? grant.role().name() : grant.role() + ":" + unit;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if there is no such role
     */
    static Actor.Grant of(String text) {
        String[] parts = text.split(":", 2);
        return new Actor.Grant(
                Role.valueOf(parts[0]),
                parts.length > 1 && !parts[1].isEmpty() ? new UnitKey(parts[1]) : null);
    }
}
