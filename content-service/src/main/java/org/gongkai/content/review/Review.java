package org.gongkai.content.review;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far the review of one edition has come: pure rules, no storage (decision 3, invariant 2). The
 * database holds the same rules in {@code verdict_is_lawful} and {@code counting_approvals}.
 *
 * @param authors all who wrote, edited or submitted any revision of the edition
 * @param verdicts every verdict on the edition, in their order
 */
public record Review(
        ReviewRoute route, UnitKey unit, Set<PersonId> authors, List<Approval> verdicts) {
    public Review {
        authors = Set.copyOf(authors);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * The approvals that count for this content: of this digest, with no later return of their
     * stage or an earlier one.
     */
    public List<Approval> counting(Digest digest) {
        return verdicts.stream()
                .filter(
                        verdict ->
                                verdict.verdict() == Verdict.APPROVE
                                        && verdict.digest().equals(digest))
                .filter(approval -> verdicts.stream().noneMatch(later -> voids(later, approval)))
                .toList();
    }

    /**
     * The first stage of the route that this content has not passed; empty if it has passed all.
     */
    public Optional<ReviewStage> open(Digest digest) {
        List<Approval> counting = counting(digest);
        return route.stages().stream()
                .filter(stage -> counting.stream().noneMatch(approval -> approval.stage() == stage))
                .findFirst();
    }

    /** Why this person may not approve at this stage; empty if nothing stands against it. */
    public Optional<Refusal> refuseApproval(Actor actor, ReviewStage stage) {
        return refuseVerdict(actor, stage)
                .or(
                        () ->
                                verdicts.stream()
                                        .filter(verdict -> verdict.verdict() == Verdict.APPROVE)
                                        .filter(verdict -> verdict.person().equals(actor.id()))
                                        .filter(verdict -> verdict.stage() != stage)
                                        .findAny()
                                        .map(verdict -> Refusal.APPROVED_OTHER_STAGE));
    }

    /**
     * Why this person may not give any verdict at this stage; empty if nothing stands against it.
     */
    public Optional<Refusal> refuseVerdict(Actor actor, ReviewStage stage) {
        if (!actor.holds(stage.reviewer(), unit)) {
            return Optional.of(
                    actor.holds(stage.reviewer()) ? Refusal.OTHER_UNIT : Refusal.ROLE_MISSING);
        }
        return authors.contains(actor.id()) ? Optional.of(Refusal.AUTHOR) : Optional.empty();
    }

    private boolean voids(Approval later, Approval approval) {
        return later.verdict() == Verdict.RETURN
                && later.order() > approval.order()
                && route.stages().indexOf(later.stage())
                        <= route.stages().indexOf(approval.stage());
    }
}
