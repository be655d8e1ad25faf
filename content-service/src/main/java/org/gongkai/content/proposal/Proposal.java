package org.gongkai.content.proposal;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Bytes that somebody proposed, and who approved them.
 *
 * @param digest of exactly the bytes that were proposed; the approvals are about them
 * @param basedOn what was in force when it was proposed, and what it replaces; null for the first
 * @param proposedBy null for the routing that came with the system
 * @param approvedAt when the second person approved it; null until then
 * @param overtaken whether another came into force since it was proposed, so that it never will be
 */
public record Proposal(
        UUID id,
        ProposalForm form,
        Digest digest,
        @Nullable UUID basedOn,
        @Nullable PersonId proposedBy,
        Instant proposedAt,
        List<PersonId> approvedBy,
        @Nullable Instant approvedAt,
        boolean overtaken) {
    public Proposal {
        approvedBy = List.copyOf(approvedBy);
    }

    /** Whether it waits for approvals and may still get them. */
    public boolean open() {
        return approvedAt == null && !overtaken;
    }
}
