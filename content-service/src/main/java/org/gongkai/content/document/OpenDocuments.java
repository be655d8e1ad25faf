package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.presence.Presence;
import org.gongkai.content.presence.Present;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;

/**
 * Who else has a document open, told to those who may see the document. That somebody writes is
 * told within the unit only, because a draft is its own. Thread-safe.
 */
@Service
public class OpenDocuments {
    private final DocumentQueries queries;
    private final Presence presence;

    OpenDocuments(DocumentQueries queries, Presence presence) {
        this.queries = queries;
        this.presence = presence;
    }

    /**
     * Notes that this person has it open, and tells who else has.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    @Transactional
    public List<Present> enter(Actor actor, DocumentId document, boolean editing) {
        UnitKey unit = queries.requireVisible(actor, document);
        presence.enter(actor, document.value(), editing && HandedIn.seesDrafts(actor, unit));
        return others(actor, document, unit);
    }

    /**
     * Notes that this person has closed it.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    @Transactional
    public void leave(Actor actor, DocumentId document) {
        queries.requireVisible(actor, document);
        presence.leave(actor, document.value());
    }

    /**
     * Tells who else has it open.
     *
     * @throws NoSuchDocument if there is none, or the person may not see it
     */
    @Transactional(readOnly = true)
    public List<Present> others(Actor actor, DocumentId document) {
        return others(actor, document, queries.requireVisible(actor, document));
    }

    private List<Present> others(Actor actor, DocumentId document, UnitKey unit) {
        List<Present> others = presence.others(actor, document.value());
        return HandedIn.seesDrafts(actor, unit)
                ? others
                : others.stream()
                        .map(
                                other ->
                                        new Present(
                                                other.account(),
                                                other.name(),
                                                other.since(),
                                                other.lastSeen(),
                                                false))
                        .toList();
    }
}
