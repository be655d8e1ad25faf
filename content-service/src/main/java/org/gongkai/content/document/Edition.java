package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.Review;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a document through review and publication (版次). The verbs are the only way to change
 * it; each checks who asks and in which state, and throws {@link VerbRefused} otherwise. Not
 * thread-safe: one command loads, changes and stores it under the lock of its document.
 */
final class Edition {
    private final EditionId id;
    private final DocumentId document;
    private final UnitKey unit;
    private final int number;
    private final ReviewRoute route;
    private final Set<PersonId> authors;
    private final List<Approval> verdicts;
    private final boolean releasing;

    private EditionState state;
    private @Nullable ReviewStage stage;
    private int revision;
    private Digest digest;
    private @Nullable Instant submittedAt;
    private @Nullable Instant approvedAt;
    private @Nullable String heldReason;
    private @Nullable WithdrawalReason withdrawalReason;
    private @Nullable LateMark late;

    Edition(
            EditionId id,
            DocumentId document,
            UnitKey unit,
            int number,
            ReviewRoute route,
            EditionState state,
            @Nullable ReviewStage stage,
            int revision,
            Digest digest,
            Set<PersonId> authors,
            List<Approval> verdicts,
            @Nullable Instant submittedAt,
            @Nullable Instant approvedAt,
            @Nullable String heldReason,
            boolean releasing) {
        this.id = id;
        this.document = document;
        this.unit = unit;
        this.number = number;
        this.route = route;
        this.state = state;
        this.stage = stage;
        this.revision = revision;
        this.digest = digest;
        this.authors = new HashSet<>(authors);
        this.verdicts = new ArrayList<>(verdicts);
        this.submittedAt = submittedAt;
        this.approvedAt = approvedAt;
        this.heldReason = heldReason;
        this.releasing = releasing;
    }

    /** A new draft, written by an editor of the unit. */
    static Edition draft(
            Actor by,
            EditionId id,
            DocumentId document,
            UnitKey unit,
            int number,
            ReviewRoute route,
            Digest content) {
        if (!by.holds(Role.EDITOR, unit)) {
            throw new VerbRefused(
                    Verb.SAVE,
                    by.holds(Role.EDITOR) ? Refusal.OTHER_UNIT : Refusal.ROLE_MISSING,
                    null);
        }
        return new Edition(
                id,
                document,
                unit,
                number,
                route,
                EditionState.DRAFT,
                null,
                1,
                content,
                Set.of(by.id()),
                List.of(),
                null,
                null,
                null,
                false);
    }

    /**
     * Points the edition at other content; an unchanged digest is no change. Returns whether it was
     * one.
     */
    boolean save(Actor by, Digest content) {
        require(Verb.SAVE, by);
        authors.add(by.id());
        if (content.equals(digest)) {
            return false;
        }
        digest = content;
        revision++;
        return true;
    }

    /**
     * Hands the content in: to the first stage that it has not passed, or straight to approved if
     * it has passed all.
     */
    void submit(Actor by, Instant at) {
        require(Verb.SUBMIT, by);
        authors.add(by.id());
        submittedAt = at;
        advance(at);
    }

    /** Marks it as submitted after the cut-off. */
    void late(LateMark mark) {
        late = mark;
    }

    /** Consents to its being late, for the rest of this edition. */
    void consent(Actor by, Instant at) {
        require(Verb.CONSENT, by);
        late = lateMark().consent(by.id(), at);
    }

    void takeBack(Actor by) {
        require(Verb.TAKE_BACK, by);
        to(EditionState.RETURNED);
    }

    /**
     * Approves exactly the content that the digest names, at the stage where the edition stands.
     */
    Approval approve(Actor by, Digest content, String comment, Instant at) {
        require(Verb.APPROVE, by);
        Approval approval = verdict(by, Verdict.APPROVE, content, comment, at);
        advance(at);
        return approval;
    }

    /** Returns the edition for changes, which voids the approvals of this stage and later ones. */
    Approval returnForChanges(Actor by, Digest content, String comment, Instant at) {
        require(Verb.RETURN, by);
        if (comment.isBlank()) {
            throw new ContentRefused(
                    "RETURN-COMMENT",
                    "comment",
                    "A return needs a comment that says what to change.");
        }
        Approval verdict = verdict(by, Verdict.RETURN, content, comment, at);
        to(EditionState.RETURNED);
        return verdict;
    }

    void recall(Actor by) {
        require(Verb.RECALL, by);
        to(EditionState.RETURNED);
    }

    void letGo(Actor by) {
        require(Verb.LET_GO, by);
        to(EditionState.APPROVED);
    }

    void discard(Actor by) {
        require(Verb.DISCARD, by);
        to(EditionState.DISCARDED);
    }

    void withdraw(Actor by, WithdrawalReason reason) {
        require(Verb.WITHDRAW, by);
        withdrawalReason = reason;
        to(EditionState.WITHDRAWN);
    }

    /**
     * Sends an approved edition back because the one before it is withdrawn: what takes its place
     * is decided anew. A release that is making it public already is not stopped.
     *
     * @return whether it went back
     */
    boolean setBack() {
        if (releasing || (state != EditionState.APPROVED && state != EditionState.HELD)) {
            return false;
        }
        to(EditionState.RETURNED);
        return true;
    }

    /** Why this person may not do this now; empty if nothing stands against it. */
    Optional<Refusal> refuse(Verb verb, Actor actor) {
        boolean fits =
                switch (verb) {
                    case SAVE, SUBMIT, DISCARD -> state.editable();
                    case TAKE_BACK, APPROVE, RETURN, CONSENT -> state == EditionState.IN_REVIEW;
                    case RECALL -> state == EditionState.APPROVED || state == EditionState.HELD;
                    case LET_GO -> state == EditionState.HELD;
                    case WITHDRAW -> state == EditionState.PUBLISHED;
                };
        if (!fits) {
            return Optional.of(verb == Verb.WITHDRAW ? Refusal.NOT_LIVE : Refusal.WRONG_STATE);
        }
        if (verb == Verb.RECALL && releasing) {
            return Optional.of(Refusal.RELEASING);
        }
        return switch (verb) {
            case SAVE, SUBMIT, DISCARD, TAKE_BACK -> needs(actor, Role.EDITOR);
            case APPROVE ->
                    review().refuseApproval(actor, stageInReview())
                            .or(
                                    () ->
                                            awaitsConsent()
                                                    ? Optional.of(Refusal.LATE_WITHOUT_CONSENT)
                                                    : Optional.empty());
            case RETURN ->
                    awaitsConsent() && actor.holds(Role.OFFICE_REVIEWER)
                            ? refuseConsent(actor)
                            : review().refuseVerdict(actor, stageInReview());
            case CONSENT ->
                    refuseConsent(actor)
                            .or(
                                    () ->
                                            awaitsConsent()
                                                    ? Optional.empty()
                                                    : Optional.of(Refusal.NO_CONSENT_DUE));
            case RECALL ->
                    actor.holds(Role.OFFICE_REVIEWER)
                            ? Optional.empty()
                            : needs(actor, Role.EDITOR);
            case LET_GO -> needs(actor, Role.PUBLISHER);
            case WITHDRAW ->
                    actor.holds(Role.OFFICE_REVIEWER)
                            ? Optional.empty()
                            : needs(actor, Role.PUBLISHER);
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

    Review review() {
        return new Review(route, unit, authors, verdicts);
    }

    private Approval verdict(
            Actor by, Verdict verdict, Digest content, String comment, Instant at) {
        if (!content.equals(digest)) {
            throw new ContentChanged(document, content, digest);
        }
        long order = verdicts.isEmpty() ? 1 : verdicts.getLast().order() + 1;
        Approval given =
                new Approval(
                        order, stageInReview(), by.id(), verdict, comment.strip(), at, content);
        verdicts.add(given);
        return given;
    }

    private void advance(Instant at) {
        Optional<ReviewStage> open = review().open(digest);
        if (open.isPresent()) {
            state = EditionState.IN_REVIEW;
            stage = open.get();
        } else {
            to(EditionState.APPROVED);
            approvedAt = at;
        }
    }

    private void to(EditionState target) {
        if (!state.next().contains(target)) {
            throw new IllegalStateException(
                    "Edition " + id + " cannot go from " + state + " to " + target);
        }
        state = target;
        stage = null;
        heldReason = null;
    }

    private void require(Verb verb, Actor by) {
        refuse(verb, by)
                .ifPresent(
                        refusal -> {
                            throw new VerbRefused(verb, refusal, state);
                        });
    }

    private Optional<Refusal> needs(Actor actor, Role role) {
        if (actor.holds(role, unit)) {
            return Optional.empty();
        }
        return Optional.of(actor.holds(role) ? Refusal.OTHER_UNIT : Refusal.ROLE_MISSING);
    }

    /** Office reviewers consent to lateness, or refuse that by a return; no author does. */
    private Optional<Refusal> refuseConsent(Actor actor) {
        return needs(actor, Role.OFFICE_REVIEWER)
                .or(
                        () ->
                                authors.contains(actor.id())
                                        ? Optional.of(Refusal.AUTHOR)
                                        : Optional.empty());
    }

    private LateMark lateMark() {
        if (late == null) {
            throw new IllegalStateException("Edition " + id + " was not submitted late");
        }
        return late;
    }

    private ReviewStage stageInReview() {
        if (stage == null) {
            throw new IllegalStateException(
                    "Edition " + id + " is " + state + ", at no stage of review");
        }
        return stage;
    }

    /**
     * Whether those who oversee all units may see it: from its first submission on, and every
     * edition after the first.
     */
    boolean seenByOverseers() {
        return submittedAt != null || number > 1;
    }

    /** Whether it has ever been handed in. */
    boolean submitted() {
        return submittedAt != null;
    }

    /** Whether nobody can approve it, because it came late and the office has not consented. */
    boolean awaitsConsent() {
        return late != null && !late.consented();
    }

    boolean lateConsented() {
        return late != null && late.consented();
    }

    @Nullable LateMark late() {
        return late;
    }

    EditionId id() {
        return id;
    }

    DocumentId document() {
        return document;
    }

    UnitKey unit() {
        return unit;
    }

    int number() {
        return number;
    }

    ReviewRoute route() {
        return route;
    }

    EditionState state() {
        return state;
    }

    @Nullable ReviewStage stage() {
        return stage;
    }

    int revision() {
        return revision;
    }

    Digest digest() {
        return digest;
    }

    Set<PersonId> authors() {
        return Set.copyOf(authors);
    }

    @Nullable Instant submittedAt() {
        return submittedAt;
    }

    @Nullable Instant approvedAt() {
        return approvedAt;
    }

    @Nullable String heldReason() {
        return heldReason;
    }

    @Nullable WithdrawalReason withdrawalReason() {
        return withdrawalReason;
    }
}
