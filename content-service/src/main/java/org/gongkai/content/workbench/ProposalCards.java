package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.proposal.ProposalOvertaken;
import org.gongkai.content.proposal.ProposalSettled;
import org.gongkai.content.proposal.Proposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the pages for the site's words and for the routing have in common. */
@Component
class ProposalCards {
    private final Proposals proposals;
    private final People people;
    private final Names names;
    private final Refusals refusals;

    ProposalCards(Proposals proposals, People people, Names names, Refusals refusals) {
        this.proposals = proposals;
        this.people = people;
        this.names = names;
        this.refusals = refusals;
    }

    /**
     * A proposal as a page shows it.
     *
     * @param by null for what came with the system
     * @param mayApprove whether the reader can still approve it
     */
    record Card(
            UUID id,
            String digest,
            @Nullable String by,
            String at,
            String approvedBy,
            @Nullable String approvedAt,
            boolean overtaken,
            boolean mayApprove) {}

    Card card(Actor actor, Proposal proposal) {
        PersonId proposer = proposal.proposedBy();
        Instant approvedAt = proposal.approvedAt();
        return new Card(
                proposal.id(),
                proposal.digest().hex(),
                proposer == null ? null : name(proposer),
                names.time(proposal.proposedAt()),
                proposal.approvedBy().stream().map(this::name).collect(Collectors.joining("、")),
                approvedAt == null ? null : names.time(approvedAt),
                proposal.overtaken(),
                proposals.refuse(actor, proposal).isEmpty());
    }

    /** Approves, and says on the next page what became of it. */
    void approve(Runnable approval, RedirectAttributes after) {
        try {
            approval.run();
            after.addFlashAttribute("said", refusals.say("said.APPROVE"));
        } catch (ProposalOvertaken e) {
            after.addFlashAttribute("refused", refusals.say("proposal.late"));
        } catch (NotAllowed | ProposalSettled e) {
            after.addFlashAttribute("refused", refusals.say("proposal.cannot"));
        }
    }

    private String name(PersonId id) {
        return people.find(id).map(Person::name).orElse(id.toString());
    }
}
