package org.gongkai.content.assignment;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;

/**
 * Who may do what with assignments: office reviewers hand them down, supervisors see all of them,
 * and the people of a unit see what is issued to it and say how it is done.
 */
public final class Rights {
    private Rights() {}

    /** Whether this person sees the assignments of every unit. */
    public static boolean oversees(Actor actor) {
        return handsDown(actor) || actor.holds(Role.SUPERVISOR);
    }

    /** Whether this person may write and issue assignments. */
    public static boolean handsDown(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER);
    }

    /** Whether this person may see any assignment. */
    public static boolean mayRead(Actor actor) {
        return oversees(actor) || !actor.units().isEmpty();
    }

    /** Whether this person names liaisons of the unit, and records evidence for it. */
    public static boolean actsFor(Actor actor, UnitKey unit) {
        return handsDown(actor) || actor.units().contains(unit);
    }

    static void requireReader(Actor actor) {
        if (!mayRead(actor)) {
            throw new NotAllowed(
                    "Assignments are for office reviewers, supervisors and the people of units; %s is none"
                            .formatted(actor.account()));
        }
    }

    static void requireOffice(Actor actor, String what) {
        if (!handsDown(actor)) {
            throw new NotAllowed(
                    "%s is for office reviewers; %s is none".formatted(what, actor.account()));
        }
    }

    static void requireOf(Actor actor, UnitKey unit, String what) {
        if (!actsFor(actor, unit)) {
            throw new NotAllowed(
                    "%s is for the people of the unit %s and office reviewers; %s is none"
                            .formatted(what, unit, actor.account()));
        }
    }
}
