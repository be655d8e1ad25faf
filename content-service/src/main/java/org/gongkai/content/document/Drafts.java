package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What every command on content does: it makes it the newest revision, and records it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Drafts {
    private final DocumentHeads heads;
    private final Editions editions;
    private final Revisions revisions;
    private final Moves moves;
    private final Clock clock;

    Drafts(DocumentHeads heads, Editions editions, Revisions revisions, Moves moves, Clock clock) {
        this.heads = heads;
        this.editions = editions;
        this.revisions = revisions;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * Makes content the newest revision of a locked edition, or the first of the next one if that
     * edition is over. The content that it has already is no change; that somebody else wrote it
     * too is one, because authors do not approve.
     *
     * @param action {@code saved}, or what else was done; saving the next edition is opening it
     */
    Documents.Written keep(
            Actor by,
            Editions.Stored stored,
            DocumentHead head,
            Content content,
            String action,
            Map<String, ?> detail) {
        if (!stored.edition().state().open()) {
            String opening = action.equals("saved") ? "opened" : action;
            return openNext(by, stored.edition(), head, content, opening, detail);
        }
        CanonicalForm form = CanonicalForm.of(content);
        Instant at = clock.instant();
        Edition edition = stored.edition();
        boolean author = editions.wrote(edition, by);
        boolean changed = edition.save(by, form.digest());
        if (!changed && author) {
            return new Documents.Written(head.id(), stored.version(), form.digest());
        }
        if (changed) {
            revisions.keep(content, form, at);
            editions.revise(edition, content, by, at);
        }
        Version version = editions.update(edition, at);
        record(by, edition, action, detail);
        return new Documents.Written(head.id(), version, form.digest());
    }

    private Documents.Written openNext(
            Actor by,
            Edition last,
            DocumentHead head,
            Content content,
            String action,
            Map<String, ?> detail) {
        CanonicalForm form = CanonicalForm.of(content);
        Instant at = clock.instant();
        Edition edition =
                Edition.draft(
                        by,
                        new EditionId(UUID.randomUUID()),
                        head.id(),
                        head.unit(),
                        last.number() + 1,
                        heads.section(head.section(), head.kind()).route(),
                        form.digest());
        revisions.keep(content, form, at);
        editions.insert(edition, content, by, at);
        record(by, edition, action, detail);
        return new Documents.Written(head.id(), new Version(edition.number(), 0), form.digest());
    }

    private void record(Actor by, Edition edition, String action, Map<String, ?> detail) {
        Map<String, Object> recorded = new HashMap<>(detail);
        recorded.put("revision", edition.revision());
        moves.record(edition, by, action, recorded);
    }
}
