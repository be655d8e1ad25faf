package org.gongkai.content.review;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An emergency (应急发布) that passes over stages of review: one person asks with a reason, a second
 * confirms, and the stages passed over approve later, by others (invariant 2). It stands for these
 * bytes only, and ends when the edition goes back to its editors.
 *
 * @param stages those that had not approved when it was asked for, in their order
 * @param requestedBehind the real people behind the request
 * @param confirmedBy null until a second person has confirmed it
 * @param confirmedBehind the real people behind the confirmation; empty until then
 */
public record Bypass(
        UUID id,
        Digest digest,
        List<ReviewStage> stages,
        String reason,
        PersonId requestedBy,
        Set<PersonId> requestedBehind,
        Instant requestedAt,
        @Nullable PersonId confirmedBy,
        Set<PersonId> confirmedBehind,
        @Nullable Instant confirmedAt) {
    private static final int LONGEST_REASON = 1000;

    public Bypass {
        stages = List.copyOf(stages);
        requestedBehind = Set.copyOf(requestedBehind);
        confirmedBehind = Set.copyOf(confirmedBehind);
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "An emergency has a reason of 1 to %d characters".formatted(LONGEST_REASON));
        }
    }

    /** Whether a second person has confirmed it. */
    public boolean standing() {
        return confirmedBy != null;
    }

    /** The same, confirmed. */
    public Bypass confirmed(PersonId by, Set<PersonId> behind, Instant at) {
        return new Bypass(
                id,
                digest,
                stages,
                reason,
                requestedBy,
                requestedBehind,
                requestedAt,
                by,
                behind,
                at);
    }
}
