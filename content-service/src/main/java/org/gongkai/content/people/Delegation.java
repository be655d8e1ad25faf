package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A role that somebody hands to a colleague for a time (代理授权), such as a holiday.
 *
 * @param from the account that delegates; it keeps the role
 * @param to the account that may use it
 * @param unit null unless the role is held per unit
 * @param revokedAt when it was ended early; null if it was not
 * @param state whether it counts at the moment when it was asked for
 */
public record Delegation(
        UUID id,
        String from,
        String to,
        Role role,
        @Nullable UnitKey unit,
        String reason,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant revokedAt,
        State state) {

    /** Whether it counts. */
    public enum State {
        /** It has not begun. */
        COMING,
        RUNNING,
        /** It runs, but its giver does not hold the role any more, or one of both is inactive. */
        IDLE,
        /** Its time is over. */
        OVER,
        /** It was ended early. */
        REVOKED;

        /** Whether it counts for nothing any more, whatever happens. */
        public boolean ended() {
            return this == OVER || this == REVOKED;
        }
    }

    /** Whether this person may end it: who gave it, and administrators. */
    public boolean endableBy(Actor actor) {
        return actor.holds(Role.ADMINISTRATOR) || from.equals(actor.account());
    }
}
