package org.gongkai.content.people;

/** What administrators do, and nobody else. */
public final class Administration {
    private Administration() {}

    /**
     * @throws NotAllowed unless the actor is an administrator
     */
    public static void requireAdministrator(Actor actor, String what) {
        if (!actor.holds(Role.ADMINISTRATOR)) {
            throw new NotAllowed(
                    "%s is for administrators; %s is none".formatted(what, actor.account()));
        }
    }
}
