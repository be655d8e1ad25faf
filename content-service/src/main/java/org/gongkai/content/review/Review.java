package org.gongkai.content.review;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Standing;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval.Verdict;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far the review of one edition has come: pure rules, no storage (decision 3, invariant 2). The
 * database holds the same rules in {@code verdict_is_lawful} and {@code counting_approvals}.
 *
 * @param authors the real people who wrote, edited or submitted any revision of the edition
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

    /** The stages that this content has passed. */
    public Set<ReviewStage> passed(Digest digest) {
        return counting(digest).stream().map(Approval::stage).collect(Collectors.toSet());
    }

    /**
     * The first stage of the route that this content has not passed; empty if it has passed all.
     */
    public Optional<ReviewStage> open(Digest digest) {
        Set<ReviewStage> passed = passed(digest);
        return route.stages().stream().filter(stage -> !passed.contains(stage)).findFirst();
    }

    /**
     * Why this person may not approve at this stage; empty if nothing stands against it. Who may
     * decide in several names is refused only if every name is.
     */
    public Optional<Refusal> refuseApproval(Actor actor, ReviewStage stage) {
        return refusal(actor, stage, standing -> refuse(standing, stage));
    }

    /**
     * Why this person may not give any verdict at this stage; empty if nothing stands against it.
     */
    public Optional<Refusal> refuseVerdict(Actor actor, ReviewStage stage) {
        return refusal(actor, stage, this::refuseAuthor);
    }

    /**
     * In whose name this person decides at this stage: the first that nothing stands against.
     *
     * @throws IllegalStateException if the verdict is refused
     */
    public Standing standing(Actor actor, ReviewStage stage, Verdict verdict) {
        return actor.standings(stage.reviewer(), unit).stream()
                .filter(
                        standing ->
                                (verdict == Verdict.APPROVE
                                                ? refuse(standing, stage)
                                                : refuseAuthor(standing))
                                        .isEmpty())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(actor.account() + " may not decide this"));
    }

    /** Whether one of these real people wrote, edited or submitted any revision of the edition. */
    public boolean wrote(Set<PersonId> people) {
        return !Collections.disjoint(authors, people);
    }

    /** Whether one of these real people approved any stage of the edition, of whatever content. */
    public boolean approved(Set<PersonId> people) {
        return verdicts.stream()
                .anyMatch(
                        verdict ->
                                verdict.verdict() == Verdict.APPROVE
                                        && verdict.standing().sharedWith(people));
    }

    private Optional<Refusal> refusal(
            Actor actor, ReviewStage stage, Function<Standing, Optional<Refusal>> rule) {
        List<Standing> standings = actor.standings(stage.reviewer(), unit);
        if (standings.isEmpty()) {
            return Optional.of(
                    actor.holds(stage.reviewer()) ? Refusal.OTHER_UNIT : Refusal.ROLE_MISSING);
        }
        List<Optional<Refusal>> refusals = standings.stream().map(rule).toList();
        return refusals.contains(Optional.<Refusal>empty())
                ? Optional.empty()
                : refusals.getFirst();
    }

    private Optional<Refusal> refuse(Standing standing, ReviewStage stage) {
        return refuseAuthor(standing)
                .or(
                        () ->
                                verdicts.stream()
                                        .filter(verdict -> verdict.verdict() == Verdict.APPROVE)
                                        .filter(verdict -> verdict.stage() != stage)
                                        .filter(
                                                verdict ->
                                                        standing.sharedWith(
                                                                verdict.standing().behind()))
                                        .findAny()
                                        .map(verdict -> Refusal.APPROVED_OTHER_STAGE));
    }

    private Optional<Refusal> refuseAuthor(Standing standing) {
        return wrote(standing.behind()) ? Optional.of(Refusal.AUTHOR) : Optional.empty();
    }

    private boolean voids(Approval later, Approval approval) {
        return later.verdict() == Verdict.RETURN
                && later.order() > approval.order()
                && route.stages().indexOf(later.stage())
                        <= route.stages().indexOf(approval.stage());
    }
}
