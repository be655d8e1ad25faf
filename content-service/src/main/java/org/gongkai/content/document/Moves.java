package org.gongkai.content.document;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What every command on an edition does around its verb: it locks the document, and writes the new
 * state, the audit entry and the change log together.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Moves {
    private final DocumentHeads heads;
    private final Editions editions;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final Visibility visibility;
    private final HandedIn handedIn;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Moves(
            DocumentHeads heads,
            Editions editions,
            AuditLog audit,
            ChangeLog changes,
            Visibility visibility,
            HandedIn handedIn,
            ApplicationEventPublisher events,
            Clock clock) {
        this.heads = heads;
        this.editions = editions;
        this.audit = audit;
        this.changes = changes;
        this.visibility = visibility;
        this.handedIn = handedIn;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Locks the document until the transaction ends and loads its latest edition; for those who may
     * not see that, the one that they see.
     */
    Editions.Stored lock(Actor by, DocumentId id, @Nullable Version expected) {
        if (!heads.lock(id)) {
            throw new NoSuchDocument(id);
        }
        Editions.Stored latest = editions.latest(id).orElseThrow(() -> new NoSuchDocument(id));
        visibility.require(by, id, latest.edition().unit(), true);
        Editions.Stored stored = handedIn.seen(by, latest);
        if (expected != null && !expected.equals(stored.version())) {
            throw new StaleVersion(id, expected, editions.lastChange(stored.edition()));
        }
        return stored;
    }

    /**
     * Lets the verb change a locked edition, and records it.
     *
     * @param action as in {@link AuditLog#append}
     * @throws ContentChanged if the verb is about other content, naming who changed it and when
     */
    Documents.Written move(
            Actor by,
            Edition edition,
            String action,
            Map<String, ?> detail,
            Consumer<Edition> verb) {
        EditionState from = edition.state();
        ReviewStage stage = edition.stage();
        Map<String, Object> recorded = new HashMap<>(detail);
        if (stage != null) {
            recorded.put("stage", stage.name());
        }
        try {
            verb.accept(edition);
        } catch (ContentChanged e) {
            throw e.since(editions.lastChange(edition));
        }
        Version version = editions.update(edition, clock.instant());
        record(edition, by, action, recorded);
        ChangeLog.Kind change = change(from, edition.state());
        if (change != null) {
            changes.append(change, edition.document(), edition.id(), edition.digest());
        }
        moved(edition, from, stage, action, by);
        return new Documents.Written(edition.document(), version, edition.digest());
    }

    /** Tells others that an edition moved. */
    void moved(
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

    void record(Edition edition, Actor by, String action, Map<String, ?> detail) {
        Map<String, Object> entry = new HashMap<>(detail);
        entry.put("edition", edition.number());
        entry.put("state", edition.state().name());
        entry.put("digest", edition.digest().hex());
        audit.append(edition.document().toString(), by.account(), action, entry);
    }

    private static ChangeLog.@Nullable Kind change(EditionState from, EditionState to) {
        return switch (to) {
            case APPROVED ->
                    switch (from) {
                        case HELD -> ChangeLog.Kind.LET_GO;
                        case APPROVED -> null;
                        default -> ChangeLog.Kind.APPROVED;
                    };
            case RETURNED ->
                    from == EditionState.APPROVED || from == EditionState.HELD
                            ? ChangeLog.Kind.RECALLED
                            : null;
            case WITHDRAWN -> from == to ? null : ChangeLog.Kind.WITHDRAWN;
            default -> null;
        };
    }
}
