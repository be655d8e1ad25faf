package org.gongkai.content.document;

/**
 * An edition changed its state. Published inside the transaction; listen after commit to act on it.
 */
public record EditionMoved(
        DocumentId document, EditionId edition, EditionState from, EditionState to, String actor) {}
