package org.gongkai.content.document;

import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What people do with documents. Each command is one transaction: it locks the document, lets the
 * edition decide, and writes the new state, the audit entry and the change log together. Whoever is
 * refused has changed nothing.
 */
@Service
public class Documents {
    private final DocumentHeads heads;
    private final Editions editions;
    private final Revisions revisions;
    private final Verdicts verdicts;
    private final Writing writing;
    private final Drafts drafts;
    private final Moves moves;
    private final Withdrawals withdrawals;
    private final ChangeLog changes;
    private final DueDates due;
    private final Clock clock;

    Documents(
            DocumentHeads heads,
            Editions editions,
            Revisions revisions,
            Verdicts verdicts,
            Writing writing,
            Drafts drafts,
            Moves moves,
            Withdrawals withdrawals,
            ChangeLog changes,
            DueDates due,
            Clock clock) {
        this.heads = heads;
        this.editions = editions;
        this.revisions = revisions;
        this.verdicts = verdicts;
        this.writing = writing;
        this.drafts = drafts;
        this.moves = moves;
        this.withdrawals = withdrawals;
        this.changes = changes;
        this.due = due;
        this.clock = clock;
    }

    /** What a command left: the document and its new version. */
    public record Written(DocumentId document, Version version, Digest digest) {}

    /**
     * Creates a document with its first draft.
     *
     * @throws VerbRefused if the actor is no editor of the unit
     * @throws ContentRefused if the kind or section is unknown, or the draft cannot be content
     */
    @Transactional
    public Written create(Actor by, NewDocument document) {
        writing.kind(document.kind());
        DocumentHeads.SectionRoute section = heads.section(document.section(), document.kind());
        Instant at = clock.instant();
        DocumentId id = new DocumentId(UUID.randomUUID());
        DocumentHead head =
                new DocumentHead(
                        id,
                        document.kind(),
                        document.section(),
                        document.unit(),
                        heads.nextPath(
                                document.section(), LocalDate.ofInstant(at, clock.getZone())),
                        section.notBefore());
        Content content = writing.content(head, document.draft());
        CanonicalForm form = CanonicalForm.of(content);
        Edition edition =
                Edition.draft(
                        by,
                        new EditionId(UUID.randomUUID()),
                        id,
                        head.unit(),
                        1,
                        section.route(),
                        form.digest());
        heads.insert(head, document.importKey(), by, at);
        revisions.keep(content, form, at);
        editions.insert(edition, content, by, at);
        moves.record(edition, by, "created", Map.of("path", head.path().value()));
        return new Written(id, new Version(1, 0), form.digest());
    }

    /**
     * Saves a draft as a new revision. With the live edition as the latest, it opens the next
     * edition.
     *
     * @param expected the version that the editor saw; null skips the check
     * @throws StaleVersion if somebody changed it since
     */
    @Transactional
    public Written save(Actor by, DocumentId id, @Nullable Version expected, Draft draft) {
        Editions.Stored stored = moves.lock(by, id, expected);
        DocumentHead head = heads.find(id);
        return drafts.keep(by, stored, head, writing.content(head, draft), "saved", Map.of());
    }

    /**
     * Makes the content of an earlier revision the new draft. With the live edition as the latest,
     * it opens the next edition. The content is checked again as if it were typed; only if the
     * rules have changed since does it get other bytes than it had.
     *
     * @param expected the version that the editor saw; null skips the check
     * @throws StaleVersion if somebody changed it since
     * @throws VerbRefused if the actor is no editor of the unit, or it cannot be edited now
     * @throws NoSuchRevision if the revision belongs to another document
     * @throws RevisionErased if its content is gone for good
     * @throws ContentRefused if it uses an asset or a field that there is no longer
     */
    @Transactional
    public Written restore(Actor by, DocumentId id, @Nullable Version expected, Digest revision) {
        Editions.Stored stored = moves.lock(by, id, expected);
        DocumentHead head = heads.find(id);
        int edition = revisions.editionOf(id, revision, HandedIn.seesDrafts(by, head.unit()));
        Content earlier =
                revisions.content(revision).orElseThrow(() -> new RevisionErased(revision));
        return drafts.keep(
                by,
                stored,
                head,
                writing.again(head, earlier),
                "restored",
                Map.of("restored", revision.hex(), "from", edition));
    }

    /** Submits the latest edition, in time. */
    @Transactional
    public Written submit(Actor by, DocumentId id, @Nullable Version expected) {
        return submit(by, id, expected, null);
    }

    /**
     * Submits the latest edition.
     *
     * @param lateReason why it comes after the cut-off; of no account if it comes in time
     * @throws ContentRefused naming each rule that the content breaks; {@code LATE} if it comes
     *     after the cut-off without a reason
     */
    @Transactional
    public Written submit(
            Actor by, DocumentId id, @Nullable Version expected, @Nullable String lateReason) {
        Edition edition = moves.lock(by, id, expected).edition();
        edition.permissions()
                .refuse(Verb.SUBMIT, by)
                .ifPresent(
                        refusal -> {
                            throw new VerbRefused(Verb.SUBMIT, refusal, edition.state());
                        });
        List<Shortcoming> shortcomings = writing.shortcomings(content(edition));
        if (!shortcomings.isEmpty()) {
            throw new ContentRefused(shortcomings);
        }
        Instant at = clock.instant();
        Optional<LateMark> late = due.admit(edition, lateReason, at);
        return moves.move(
                by,
                edition,
                late.isPresent() ? "submitted late" : "submitted",
                late.map(mark -> Map.<String, Object>of("reason", new Words(mark.reason())))
                        .orElse(Map.of()),
                submitted -> {
                    submitted.submit(by, at);
                    late.ifPresent(submitted::late);
                });
    }

    /**
     * The office's consent to a late submission, for the rest of this edition. Who refuses it
     * returns the edition.
     */
    @Transactional
    public Written consent(Actor by, DocumentId id, @Nullable Version expected, String comment) {
        return move(
                by,
                id,
                expected,
                "consented",
                comment.isBlank() ? Map.of() : Map.of("comment", new Words(comment.strip())),
                edition -> edition.consent(by, clock.instant()));
    }

    @Transactional
    public Written takeBack(Actor by, DocumentId id, @Nullable Version expected) {
        return move(by, id, expected, "taken back", Map.of(), edition -> edition.takeBack(by));
    }

    /**
     * Approves exactly the content that the digest names.
     *
     * @throws ContentChanged if the edition has other content by now
     */
    @Transactional
    public Written approve(Actor by, DocumentId id, Digest content, Opinion opinion) {
        return approve(by, id, null, content, opinion);
    }

    /**
     * The same, only if the edition still has the version that the reviewer saw.
     *
     * @throws StaleVersion if somebody changed it since
     */
    @Transactional
    public Written approve(
            Actor by, DocumentId id, @Nullable Version expected, Digest content, Opinion opinion) {
        return judge(by, id, expected, "approved", opinion, Edition::approve, content);
    }

    /** Approves with a comment, or without a word if it is empty. */
    @Transactional
    public Written approve(Actor by, DocumentId id, Digest content, String comment) {
        return approve(by, id, content, Opinion.of(comment));
    }

    /**
     * Returns the latest edition to its editors, with a comment or remarks that say what to change.
     *
     * @throws ContentRefused if it says nothing, or a remark quotes what is not there
     */
    @Transactional
    public Written returnForChanges(Actor by, DocumentId id, Digest content, Opinion opinion) {
        return returnForChanges(by, id, null, content, opinion);
    }

    /**
     * The same, only if the edition still has the version that the reviewer saw.
     *
     * @throws StaleVersion if somebody changed it since
     */
    @Transactional
    public Written returnForChanges(
            Actor by, DocumentId id, @Nullable Version expected, Digest content, Opinion opinion) {
        return judge(by, id, expected, "returned", opinion, Edition::returnForChanges, content);
    }

    /** Returns with a comment on the whole. */
    @Transactional
    public Written returnForChanges(Actor by, DocumentId id, Digest content, String comment) {
        return returnForChanges(by, id, content, Opinion.of(comment));
    }

    @Transactional
    public Written recall(Actor by, DocumentId id, @Nullable Version expected) {
        return move(by, id, expected, "recalled", Map.of(), edition -> edition.recall(by));
    }

    @Transactional
    public Written letGo(Actor by, DocumentId id, @Nullable Version expected) {
        return move(by, id, expected, "let go", Map.of(), edition -> edition.letGo(by));
    }

    @Transactional
    public Written discard(Actor by, DocumentId id, @Nullable Version expected) {
        return move(by, id, expected, "discarded", Map.of(), edition -> edition.discard(by));
    }

    /**
     * Withdraws the live edition; it leaves the site with the release that follows at once. An
     * approved edition that waits to take its place goes back to its editors, so that a withdrawal
     * never publishes.
     *
     * @throws ContentRefused if readers cannot be told so, such as a replacement that is not public
     */
    @Transactional
    public Written withdraw(Actor by, DocumentId id, WithdrawalNotice notice) {
        return withdraw(by, id, null, notice);
    }

    /**
     * The same, only if the version that the person saw still stands: of the live edition, which is
     * what those see who may not see its successor, or of the latest one.
     *
     * @return the version of the edition that the person sees next
     * @throws StaleVersion if somebody changed it since
     */
    @Transactional
    public Written withdraw(
            Actor by, DocumentId id, @Nullable Version expected, WithdrawalNotice notice) {
        Editions.Stored stored = moves.lock(by, id, null);
        Edition latest = stored.edition();
        Editions.Stored live = editions.live(id).orElse(stored);
        if (expected != null
                && !expected.equals(live.version())
                && !expected.equals(stored.version())) {
            throw new StaleVersion(id, expected, editions.lastChange(live.edition()));
        }
        Written written =
                moves.move(
                        by,
                        live.edition(),
                        "withdrawn",
                        notice.recorded(),
                        edition -> {
                            edition.withdraw(by, notice.reason());
                            withdrawals.post(by, id, edition.id(), notice);
                        });
        EditionState waiting = latest.state();
        Version version = stored.version();
        if (!latest.id().equals(live.edition().id()) && latest.setBack()) {
            version = editions.update(latest, clock.instant());
            moves.record(latest, by, "sent back", Map.of("reason", "PREDECESSOR_WITHDRAWN"));
            changes.append(ChangeLog.Kind.RECALLED, id, latest.id(), latest.digest());
            moves.moved(latest, waiting, null, "sent back", by);
        }
        boolean sees = latest.submitted() || HandedIn.seesDrafts(by, latest.unit());
        return latest.id().equals(live.edition().id()) || !sees
                ? written
                : new Written(id, version, latest.digest());
    }

    /**
     * Changes what readers are told of a withdrawn document, with the next release: often the text
     * that explains a withdrawal is written only after it. The reason stays.
     *
     * @param expected the version of the withdrawn edition, or of the one after it if the person
     *     saw that; null skips the check
     * @throws StaleVersion if somebody changed it since
     * @throws VerbRefused if it is not withdrawn, or the actor may not withdraw
     * @throws ContentRefused if readers cannot be told so
     */
    @Transactional
    public Written explainWithdrawal(
            Actor by,
            DocumentId id,
            @Nullable Version expected,
            @Nullable DocumentId replacedBy,
            @Nullable DocumentId explainedBy) {
        Editions.Stored seen = moves.lock(by, id, null);
        EditionState state = seen.edition().state();
        if (!by.holds(Role.OFFICE_REVIEWER) && !by.holds(Role.PUBLISHER)) {
            throw new VerbRefused(Verb.WITHDRAW, Refusal.ROLE_MISSING, state);
        }
        Editions.Stored before =
                withdrawals
                        .edition(id)
                        .flatMap(editions::byId)
                        .orElseThrow(
                                () -> new VerbRefused(Verb.WITHDRAW, Refusal.WRONG_STATE, state));
        Edition withdrawn = before.edition();
        boolean same = withdrawn.id().equals(seen.edition().id());
        boolean bySuccessor = !same && seen.version().equals(expected);
        if (expected != null && !bySuccessor && !expected.equals(before.version())) {
            throw new StaleVersion(id, expected, editions.lastChange(withdrawn));
        }
        withdrawals.change(by, id, replacedBy, explainedBy);
        Version version =
                bySuccessor // so that the second of two who read it comes too late
                        ? editions.update(seen.edition(), clock.instant())
                        : editions.byId(same ? withdrawn.id() : seen.edition().id())
                                .orElseThrow()
                                .version();
        WithdrawalNotice told = withdrawals.posted(id).orElseThrow().notice();
        moves.record(withdrawn, by, "withdrawal explained", told.recorded());
        changes.append(ChangeLog.Kind.WITHDRAWN, id, withdrawn.id(), withdrawn.digest());
        return new Written(id, version, withdrawn.digest());
    }

    /** The document that was imported from this key. */
    @Transactional(readOnly = true)
    public Optional<DocumentId> imported(String importKey) {
        return heads.imported(importKey);
    }

    /** How an edition takes a verdict. */
    private interface Judging {
        Approval give(Edition edition, Actor by, Digest content, Opinion opinion, Instant at);
    }

    private Written judge(
            Actor by,
            DocumentId id,
            @Nullable Version expected,
            String action,
            Opinion opinion,
            Judging judging,
            Digest content) {
        return move(
                by,
                id,
                expected,
                action,
                Verdicts.told(opinion),
                edition -> {
                    Approval verdict = judging.give(edition, by, content, opinion, clock.instant());
                    Places.require(content(edition), opinion.remarks());
                    verdicts.insert(edition.id(), verdict);
                });
    }

    private Written move(
            Actor by,
            DocumentId id,
            @Nullable Version expected,
            String action,
            Map<String, ?> detail,
            Consumer<Edition> verb) {
        return moves.move(by, moves.lock(by, id, expected).edition(), action, detail, verb);
    }

    private Content content(Edition edition) {
        return revisions
                .content(edition.digest())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Revision " + edition.digest() + " was erased"));
    }
}
