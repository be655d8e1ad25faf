package org.gongkai.content.document;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.review.ReviewStage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Ends what is being written of a document whose content is to be erased. */
@Service
public class OpenEditions {
    private final JdbcClient jdbc;
    private final Publication publication;
    private final Editions editions;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OpenEditions(
            JdbcClient jdbc,
            Publication publication,
            Editions editions,
            AuditLog audit,
            ChangeLog changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.publication = publication;
        this.editions = editions;
        this.audit = audit;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Discards the open edition that goes with a withdrawn one, whoever writes or reviews it. Keeps
     * release sets and the document as they are until the transaction ends.
     *
     * @return whether nothing that goes with it is open now; false while a release makes it public
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean discard(DocumentId document, EditionId withdrawn) {
        publication.settle(List.of(), List.of(document));
        Edition edition =
                editions.latest(document).orElseThrow(() -> new NoSuchDocument(document)).edition();
        EditionState from = edition.state();
        ReviewStage stage = edition.stage();
        if (!from.open() || !goesWith(withdrawn, edition)) {
            return true;
        }
        while (edition.giveUp()) {
            editions.update(edition, clock.instant());
        }
        if (edition.state().open()) {
            return false;
        }
        audit.append(
                document.toString(),
                "system",
                "discarded",
                Map.of(
                        "edition", edition.number(),
                        "state", edition.state().name(),
                        "digest", edition.digest().hex(),
                        "reason", WithdrawalReason.PRIVACY.name()));
        if (from == EditionState.APPROVED || from == EditionState.HELD) {
            changes.append(ChangeLog.Kind.RECALLED, document, edition.id(), edition.digest());
        }
        events.publishEvent(
                new EditionMoved(
                        document,
                        edition.id(),
                        from,
                        edition.state(),
                        stage,
                        "discarded",
                        "system"));
        return true;
    }

    private boolean goesWith(EditionId withdrawn, Edition edition) {
        return jdbc.sql(
                        "select exists (select from erased_editions(:withdrawn) e where e.id = :edition)")
                .param("withdrawn", withdrawn.value())
                .param("edition", edition.id().value())
                .query(Boolean.class)
                .single();
    }
}
