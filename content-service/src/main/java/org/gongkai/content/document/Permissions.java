package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Bypass;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.Review;
import org.gongkai.content.review.ReviewStage;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with an edition as it stands: the table of {@link Verb}, the separation of duty
 * (invariant 2), and what an emergency asks for. No role is exempt.
 */
record Permissions(Edition edition) {

    /** Why this person may not do this now; empty if nothing stands against it. */
    Optional<Refusal> refuse(Verb verb, Actor actor) {
        if (!verb.from().contains(edition.state())) {
            return Optional.of(verb == Verb.WITHDRAW ? Refusal.NOT_LIVE : Refusal.WRONG_STATE);
        }
        return switch (verb) {
            case APPROVE ->
                    review().refuseApproval(actor, edition.stageInReview())
                            .or(
                                    () ->
                                            edition.awaitsConsent()
                                                    ? Optional.of(Refusal.LATE_WITHOUT_CONSENT)
                                                    : Optional.empty());
            case RETURN ->
                    edition.awaitsConsent() && actor.holds(Role.OFFICE_REVIEWER)
                            ? refuseConsent(actor)
                            : review().refuseVerdict(actor, edition.stageInReview());
            case CONSENT ->
                    refuseConsent(actor)
                            .or(
                                    () ->
                                            edition.awaitsConsent()
                                                    ? Optional.empty()
                                                    : Optional.of(Refusal.NO_CONSENT_DUE));
            case BYPASS -> refuseEmergency(verb, actor).or(this::refuseSecondEmergency);
            case CONFIRM_BYPASS -> refuseEmergency(verb, actor).or(() -> refuseConfirmation(actor));
            case RECALL ->
                    edition.releasing() ? Optional.of(Refusal.RELEASING) : refuseRole(verb, actor);
            default -> refuseRole(verb, actor);
        };
    }

    /** Every verb with why this person may not do it now; a verb that is free has no entry. */
    Map<Verb, Refusal> refusals(Actor actor) {
        Map<Verb, Refusal> refusals = new EnumMap<>(Verb.class);
        for (Verb verb : Verb.values()) {
            refuse(verb, actor).ifPresent(refusal -> refusals.put(verb, refusal));
        }
        return refusals;
    }

    /**
     * Why this person may not approve, after the fact, this stage that an emergency passed over;
     * empty if nothing stands against it.
     */
    Optional<Refusal> refuseMakingUp(Actor actor, ReviewStage stage) {
        Bypass bypass = edition.bypass();
        if (bypass == null || !edition.toMakeUp().contains(stage)) {
            return Optional.of(Refusal.WRONG_STATE);
        }
        Optional<Refusal> refusal = review().refuseApproval(actor, stage);
        if (refusal.isPresent()) {
            return refusal;
        }
        Set<PersonId> involved = new HashSet<>(bypass.requestedBehind());
        involved.addAll(bypass.confirmedBehind());
        return review().standing(actor, stage, Verdict.APPROVE).sharedWith(involved)
                ? Optional.of(Refusal.PASSED_OVER)
                : Optional.empty();
    }

    /** Office reviewers consent to lateness, or refuse that by a return; no author does. */
    private Optional<Refusal> refuseConsent(Actor actor) {
        return refuseRole(Verb.CONSENT, actor)
                .or(
                        () ->
                                review().wrote(actor.behind())
                                        ? Optional.of(Refusal.AUTHOR)
                                        : Optional.empty());
    }

    /** An emergency is answered for in the own name: a delegated role does not count. */
    private Optional<Refusal> refuseEmergency(Verb verb, Actor actor) {
        if (verb.roles().stream()
                .noneMatch(role -> actor.grants().contains(new Actor.Grant(role, null)))) {
            return Optional.of(Refusal.ROLE_MISSING);
        }
        return review().wrote(actor.behind()) ? Optional.of(Refusal.AUTHOR) : Optional.empty();
    }

    private Optional<Refusal> refuseSecondEmergency() {
        return edition.bypass() == null ? Optional.empty() : Optional.of(Refusal.EMERGENCY_ALREADY);
    }

    private Optional<Refusal> refuseConfirmation(Actor actor) {
        Bypass bypass = edition.bypass();
        if (bypass == null) {
            return Optional.of(Refusal.NO_EMERGENCY);
        }
        if (!Collections.disjoint(bypass.requestedBehind(), actor.behind())) {
            return Optional.of(Refusal.SAME_PERSON);
        }
        return review().approved(actor.behind())
                ? Optional.of(Refusal.APPROVED_A_STAGE)
                : Optional.empty();
    }

    private Optional<Refusal> refuseRole(Verb verb, Actor actor) {
        if (verb.roles().stream().anyMatch(role -> actor.holds(role, edition.unit()))) {
            return Optional.empty();
        }
        return Optional.of(
                verb.roles().stream().anyMatch(actor::holds)
                        ? Refusal.OTHER_UNIT
                        : Refusal.ROLE_MISSING);
    }

    private Review review() {
        return edition.review();
    }
}
