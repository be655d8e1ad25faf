package org.gongkai.content.releaseset;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A release set as it is stored, without its members.
 *
 * @param unit whose editors keep it; null if the office reviewers do
 * @param changedBy the account of who changed its members last
 */
record ReleaseSet(
        ReleaseSetId id,
        String name,
        @Nullable UnitKey unit,
        long version,
        String createdBy,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        @Nullable Instant dissolvedAt) {

    /** Whether this person adds and takes out members. */
    static boolean keeps(Actor actor, @Nullable UnitKey unit) {
        return actor.holds(Role.OFFICE_REVIEWER)
                || (unit != null && actor.holds(Role.EDITOR, unit));
    }

    static void requireKeeper(Actor actor, @Nullable UnitKey unit) {
        if (!keeps(actor, unit)) {
            throw new NotAllowed(
                    unit == null
                            ? "A release set of several units is kept by office reviewers; you do not hold that role."
                            : "This release set is kept by the editors of the unit "
                                    + unit
                                    + " and by office reviewers; you are neither.");
        }
    }
}
