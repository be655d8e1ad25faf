package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.Withdrawals;
import org.gongkai.content.document.Withdrawals.Candidate;
import org.gongkai.content.document.Withdrawals.Part;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;

/**
 * What readers are told of a withdrawn document.
 *
 * @param notice what was said when it was withdrawn, or since
 * @param replacement what takes its place; null if that is not public any more
 * @param explanation what explains it; null if the person may not see it
 * @param changeable whether the person may change it
 */
record Told(
        WithdrawalNotice notice,
        @Nullable Candidate replacement,
        @Nullable Candidate explanation,
        boolean changeable) {

    /** Null for a document that is not withdrawn. */
    static @Nullable Told of(
            Actor actor, Withdrawals.@Nullable Posted posted, Withdrawals withdrawals) {
        return posted == null
                ? null
                : new Told(
                        posted.notice(),
                        find(actor, Part.REPLACEMENT, posted.notice().replacedBy(), withdrawals),
                        find(actor, Part.EXPLANATION, posted.notice().explainedBy(), withdrawals),
                        changes(actor));
    }

    /** Whether this person may change what readers are told. */
    static boolean changes(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER) || actor.holds(Role.PUBLISHER);
    }

    private static @Nullable Candidate find(
            Actor actor, Part part, @Nullable DocumentId id, Withdrawals withdrawals) {
        return id == null ? null : withdrawals.find(actor, part, id).orElse(null);
    }
}
