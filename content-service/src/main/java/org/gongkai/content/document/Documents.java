package org.gongkai.content.document;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
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
    private final Writing writing;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final Visibility visibility;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Documents(
            DocumentHeads heads,
            Editions editions,
            Revisions revisions,
            Writing writing,
            AuditLog audit,
            ChangeLog changes,
            Visibility visibility,
            ApplicationEventPublisher events,
            Clock clock) {
        this.heads = heads;
        this.editions = editions;
        this.revisions = revisions;
        this.writing = writing;
        this.audit = audit;
        this.changes = changes;
        this.visibility = visibility;
        this.events = events;
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
        DocumentHeads.SectionRoute section = heads.section(document.section());
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
        record(
                edition,
                by,
                "created",
                Map.of("title", content.title(), "path", head.path().value()));
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
        Editions.Stored stored = lock(by, id, expected);
        DocumentHead head = heads.find(id);
        Content content = writing.content(head, draft);
        CanonicalForm form = CanonicalForm.of(content);
        Instant at = clock.instant();
        if (!stored.edition().state().open()) {
            return openNext(by, stored, head, content, form, at);
        }
        Edition edition = stored.edition();
        if (!edition.save(by, form.digest())) {
            return new Written(id, editions.update(edition, at), form.digest());
        }
        revisions.keep(content, form, at);
        editions.revise(edition, content, by, at);
        Version version = editions.update(edition, at);
        record(
                edition,
                by,
                "saved",
                Map.of("title", content.title(), "revision", edition.revision()));
        return new Written(id, version, form.digest());
    }

    /**
     * Submits the latest edition.
     *
     * @throws ContentRefused naming each rule that the content breaks
     */
    @Transactional
    public Written submit(Actor by, DocumentId id, @Nullable Version expected) {
        return move(
                by,
                id,
                expected,
                "submitted",
                Map.of(),
                edition -> {
                    edition.refuse(Verb.SUBMIT, by)
                            .ifPresent(
                                    refusal -> {
                                        throw new VerbRefused(
                                                Verb.SUBMIT, refusal, edition.state());
                                    });
                    List<Shortcoming> shortcomings = writing.shortcomings(content(edition));
                    if (!shortcomings.isEmpty()) {
                        throw new ContentRefused(shortcomings);
                    }
                    edition.submit(by, clock.instant());
                });
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
    public Written approve(Actor by, DocumentId id, Digest content, String comment) {
        return move(
                by,
                id,
                null,
                "approved",
                comment.isBlank() ? Map.of() : Map.of("comment", comment.strip()),
                edition -> give(edition, edition.approve(by, content, comment, clock.instant())));
    }

    /** Returns the latest edition to its editors, with a comment that says what to change. */
    @Transactional
    public Written returnForChanges(Actor by, DocumentId id, Digest content, String comment) {
        return move(
                by,
                id,
                null,
                "returned",
                Map.of("comment", comment.strip()),
                edition ->
                        give(
                                edition,
                                edition.returnForChanges(by, content, comment, clock.instant())));
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
     */
    @Transactional
    public Written withdraw(
            Actor by, DocumentId id, WithdrawalReason reason, @Nullable DocumentId replacedBy) {
        Edition latest = lock(by, id, null).edition();
        Editions.Stored live = editions.live(id).orElseGet(() -> editions.latest(id).orElseThrow());
        Map<String, Object> detail = new HashMap<>(Map.of("reason", reason.name()));
        if (replacedBy != null) {
            heads.find(replacedBy);
            detail.put("replacedBy", replacedBy.toString());
        }
        Written written =
                move(
                        by,
                        live.edition(),
                        "withdrawn",
                        detail,
                        edition -> edition.withdraw(by, reason));
        if (replacedBy != null) {
            editions.replacedBy(live.edition().id(), replacedBy);
        }
        EditionState waiting = latest.state();
        if (!latest.id().equals(live.edition().id()) && latest.setBack()) {
            editions.update(latest, clock.instant());
            record(
                    latest,
                    by,
                    "sent back",
                    Map.of("reason", "the edition before it was withdrawn"));
            changes.append(ChangeLog.Kind.RECALLED, id, latest.id(), latest.digest());
            moved(latest, waiting, null, "sent back", by);
        }
        return written;
    }

    /** The document that was imported from this key. */
    @Transactional(readOnly = true)
    public Optional<DocumentId> imported(String importKey) {
        return heads.imported(importKey);
    }

    private Written openNext(
            Actor by,
            Editions.Stored last,
            DocumentHead head,
            Content content,
            CanonicalForm form,
            Instant at) {
        Edition edition =
                Edition.draft(
                        by,
                        new EditionId(UUID.randomUUID()),
                        head.id(),
                        head.unit(),
                        last.edition().number() + 1,
                        heads.section(head.section()).route(),
                        form.digest());
        revisions.keep(content, form, at);
        editions.insert(edition, content, by, at);
        record(edition, by, "opened", Map.of("title", content.title()));
        return new Written(head.id(), new Version(edition.number(), 0), form.digest());
    }

    private Written move(
            Actor by,
            DocumentId id,
            @Nullable Version expected,
            String action,
            Map<String, Object> detail,
            Consumer<Edition> verb) {
        return move(by, lock(by, id, expected).edition(), action, detail, verb);
    }

    private Written move(
            Actor by,
            Edition edition,
            String action,
            Map<String, Object> detail,
            Consumer<Edition> verb) {
        EditionState from = edition.state();
        ReviewStage stage = edition.stage();
        Map<String, Object> recorded = new HashMap<>(detail);
        if (stage != null) {
            recorded.put("stage", stage.name());
        }
        verb.accept(edition);
        Version version = editions.update(edition, clock.instant());
        record(edition, by, action, recorded);
        ChangeLog.Kind change = change(from, edition.state());
        if (change != null) {
            changes.append(change, edition.document(), edition.id(), edition.digest());
        }
        moved(edition, from, stage, action, by);
        return new Written(edition.document(), version, edition.digest());
    }

    private void moved(
            Edition edition,
            EditionState from,
            @Nullable ReviewStage stage,
            String action,
            Actor by) {
        events.publishEvent(
                new EditionMoved(
                        edition.document(),
                        edition.id(),
                        from,
                        edition.state(),
                        stage,
                        action,
                        by.account()));
    }

    private static ChangeLog.@Nullable Kind change(EditionState from, EditionState to) {
        return switch (to) {
            case APPROVED ->
                    from == EditionState.HELD ? ChangeLog.Kind.LET_GO : ChangeLog.Kind.APPROVED;
            case RETURNED ->
                    from == EditionState.APPROVED || from == EditionState.HELD
                            ? ChangeLog.Kind.RECALLED
                            : null;
            case WITHDRAWN -> ChangeLog.Kind.WITHDRAWN;
            default -> null;
        };
    }

    private void give(Edition edition, Approval verdict) {
        editions.insert(edition.id(), verdict);
    }

    private void record(Edition edition, Actor by, String action, Map<String, ?> detail) {
        Map<String, Object> entry = new HashMap<>(detail);
        entry.put("edition", edition.number());
        entry.put("state", edition.state().name());
        entry.put("digest", edition.digest().hex());
        audit.append(edition.document().toString(), by.account(), action, entry);
    }

    private Content content(Edition edition) {
        return revisions
                .content(edition.digest())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Revision " + edition.digest() + " was erased"));
    }

    /** Locks the document until the transaction ends and loads its latest edition. */
    private Editions.Stored lock(Actor by, DocumentId id, @Nullable Version expected) {
        if (!heads.lock(id)) {
            throw new NoSuchDocument(id);
        }
        Editions.Stored stored = editions.latest(id).orElseThrow(() -> new NoSuchDocument(id));
        visibility.require(by, id, stored.edition().unit(), stored.edition().seenByOverseers());
        if (expected != null && !expected.equals(stored.version())) {
            throw new StaleVersion(id, expected, stored.version(), editions.lastChangedBy(id));
        }
        return stored;
    }
}
