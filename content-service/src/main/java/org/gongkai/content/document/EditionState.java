package org.gongkai.content.document;

import java.util.Set;

/** The states of an edition and where each may lead; docs/model.md draws them. */
public enum EditionState {
    DRAFT,
    IN_REVIEW,
    RETURNED,
    APPROVED,
    HELD,
    PUBLISHED,
    SUPERSEDED,
    WITHDRAWN,
    DISCARDED;

    /**
     * The states that may follow this one; the database holds the same table in {@code
     * edition_moves_lawfully}.
     */
    public Set<EditionState> next() {
        return switch (this) {
            case DRAFT -> Set.of(IN_REVIEW, DISCARDED);
            case IN_REVIEW -> Set.of(RETURNED, APPROVED);
            case RETURNED -> Set.of(IN_REVIEW, APPROVED, DISCARDED);
            case APPROVED -> Set.of(RETURNED, HELD, PUBLISHED);
            case HELD -> Set.of(APPROVED, RETURNED);
            case PUBLISHED -> Set.of(SUPERSEDED, WITHDRAWN, HELD);
            case SUPERSEDED -> Set.of(PUBLISHED);
            case WITHDRAWN, DISCARDED -> Set.of();
        };
    }

    /** Whether its content may still change. */
    public boolean editable() {
        return this == DRAFT || this == RETURNED;
    }

    /** Whether it keeps a document from having another edition under way. */
    public boolean open() {
        return editable() || this == IN_REVIEW || this == APPROVED || this == HELD;
    }
}
