package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.kind.Label;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Standing;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Bypass;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.Review;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
    private final Set<PersonId> newAuthors = new LinkedHashSet<>();
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
    private @Nullable Bypass bypass;
    private @Nullable LateMark late;

    /**
     * @param authors the real people who wrote, edited or submitted any of its revisions
     */
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
            boolean releasing,
            @Nullable Bypass bypass) {
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
        this.bypass = bypass;
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
        Edition edition =
                new Edition(
                        id,
                        document,
                        unit,
                        number,
                        route,
                        EditionState.DRAFT,
                        null,
                        1,
                        content,
                        Set.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        false,
                        null);
        edition.writtenBy(by);
        return edition;
    }

    /**
     * Points the edition at other content; an unchanged digest is no change. Returns whether it was
     * one.
     */
    boolean save(Actor by, Digest content) {
        require(Verb.SAVE, by);
        writtenBy(by);
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
        writtenBy(by);
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
    Approval approve(Actor by, Digest content, Opinion opinion, Instant at) {
        require(Verb.APPROVE, by);
        Approval approval =
                verdict(by, stageInReview(), standing(by), Verdict.APPROVE, content, opinion, at);
        advance(at);
        return approval;
    }

    /** Returns the edition for changes, which voids the approvals of this stage and later ones. */
    Approval returnForChanges(Actor by, Digest content, Opinion opinion, Instant at) {
        require(Verb.RETURN, by);
        if (opinion.silent()) {
            throw new ContentRefused(
                    "RETURN-COMMENT",
                    "comment",
                    new Label("退回须说明要改什么。", "A return needs a comment that says what to change."));
        }
        // The office refuses its consent to a late submission at whatever stage that stands.
        Standing standing =
                awaitsConsent() && by.holds(Role.OFFICE_REVIEWER)
                        ? new Standing(null, by.behind())
                        : review().standing(by, stageInReview(), Verdict.RETURN);
        Approval verdict =
                verdict(by, stageInReview(), standing, Verdict.RETURN, content, opinion, at);
        to(EditionState.RETURNED);
        return verdict;
    }

    /** Asks to publish exactly this content in an emergency, past the stages still open. */
    Bypass requestBypass(Actor by, UUID id, Digest content, String reason, Instant at) {
        require(Verb.BYPASS, by);
        requireUnchanged(content);
        Set<ReviewStage> passed = review().passed(digest);
        bypass =
                new Bypass(
                        id,
                        digest,
                        route.stages().stream().filter(stage -> !passed.contains(stage)).toList(),
                        reason,
                        by.id(),
                        by.behind(),
                        at,
                        null,
                        Set.of(),
                        null);
        return bypass;
    }

    /** Confirms the emergency as the second person: the edition is approved as far as it needs. */
    Bypass confirmBypass(Actor by, Digest content, Instant at) {
        require(Verb.CONFIRM_BYPASS, by);
        requireUnchanged(content);
        Bypass confirmed = Objects.requireNonNull(bypass).confirmed(by.id(), by.behind(), at);
        bypass = confirmed;
        to(EditionState.APPROVED);
        approvedAt = at;
        return confirmed;
    }

    /**
     * Approves, after the fact, a stage that an emergency passed over. The edition stays where it
     * is.
     */
    Approval makeUp(Actor by, ReviewStage stage, Digest content, Opinion opinion, Instant at) {
        permissions()
                .refuseMakingUp(by, stage)
                .ifPresent(
                        refusal -> {
                            throw new VerbRefused(Verb.APPROVE, refusal, state);
                        });
        Standing standing = review().standing(by, stage, Verdict.APPROVE);
        return verdict(by, stage, standing, Verdict.APPROVE, content, opinion, at);
    }

    private Standing standing(Actor by) {
        return review().standing(by, stageInReview(), Verdict.APPROVE);
    }

    /** The stages that an emergency passed over and that have not approved since. */
    List<ReviewStage> toMakeUp() {
        if (bypass == null || !bypass.standing()) {
            return List.of();
        }
        Set<ReviewStage> passed = review().passed(digest);
        return bypass.stages().stream().filter(stage -> !passed.contains(stage)).toList();
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

    /**
     * Takes it one step nearer to being discarded, whoever works at it: its document was withdrawn
     * for privacy. A release that is making it public already is not stopped.
     *
     * @return whether there was a step to take
     */
    boolean giveUp() {
        if (releasing || !state.open()) {
            return false;
        }
        to(state.editable() ? EditionState.DISCARDED : EditionState.RETURNED);
        return true;
    }

    /** Who may do what with it now. */
    Permissions permissions() {
        return new Permissions(this);
    }

    Review review() {
        return new Review(route, unit, authors, verdicts);
    }

    private Approval verdict(
            Actor by,
            ReviewStage at,
            Standing standing,
            Verdict verdict,
            Digest content,
            Opinion opinion,
            Instant when) {
        requireUnchanged(content);
        long order = verdicts.isEmpty() ? 1 : verdicts.getLast().order() + 1;
        Approval given =
                new Approval(
                        order,
                        at,
                        by.id(),
                        standing,
                        verdict,
                        opinion.comment(),
                        opinion.remarks(),
                        when,
                        content);
        verdicts.add(given);
        return given;
    }

    private void requireUnchanged(Digest content) {
        if (!content.equals(digest)) {
            throw new ContentChanged(document, content, digest);
        }
    }

    private void writtenBy(Actor by) {
        authors.addAll(by.behind());
        newAuthors.add(by.id());
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
        if (target == EditionState.RETURNED) {
            bypass = null;
        }
    }

    private void require(Verb verb, Actor by) {
        permissions()
                .refuse(verb, by)
                .ifPresent(
                        refusal -> {
                            throw new VerbRefused(verb, refusal, state);
                        });
    }

    private LateMark lateMark() {
        if (late == null) {
            throw new IllegalStateException("Edition " + id + " was not submitted late");
        }
        return late;
    }

    ReviewStage stageInReview() {
        if (stage == null) {
            throw new IllegalStateException(
                    "Edition " + id + " is " + state + ", at no stage of review");
        }
        return stage;
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

    /** The accounts that wrote at it since it was loaded. */
    Set<PersonId> newAuthors() {
        return Set.copyOf(newAuthors);
    }

    /** Whether a release is making it public right now. */
    boolean releasing() {
        return releasing;
    }

    @Nullable Bypass bypass() {
        return bypass;
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
