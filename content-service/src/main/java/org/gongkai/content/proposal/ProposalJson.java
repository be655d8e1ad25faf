package org.gongkai.content.proposal;

import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A proposal as the API answers with it, without its content. */
public record ProposalJson(
        UUID id,
        String digest,
        @Nullable UUID basedOn,
        @Nullable UUID proposedBy,
        Instant proposedAt,
        List<UUID> approvedBy,
        @Nullable Instant approvedAt,
        boolean overtaken) {

    public static ProposalJson of(Proposal proposal) {
        PersonId proposer = proposal.proposedBy();
        return new ProposalJson(
                proposal.id(),
                proposal.digest().hex(),
                proposal.basedOn(),
                proposer == null ? null : proposer.value(),
                proposal.proposedAt(),
                proposal.approvedBy().stream().map(PersonId::value).toList(),
                proposal.approvedAt(),
                proposal.overtaken());
    }
}
