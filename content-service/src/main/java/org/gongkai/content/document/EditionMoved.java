package org.gongkai.content.document;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

/**
 * An edition changed its state, or went from one stage of its review to the next. Published inside
 * the transaction, by what people do and by what a release does; listen after commit to act on it.
 *
 * @param stage where it stood in its review before; null if it was not in review
 * @param action what was done, as the audit log says it
 * @param actor the account of who did it; {@code system} for a release
 */
public record EditionMoved(
        DocumentId document,
        EditionId edition,
        EditionState from,
        EditionState to,
        @Nullable ReviewStage stage,
        String action,
        String actor) {}
