package org.gongkai.content.document;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An edition in the list of a document's editions, as one person may see it.
 *
 * @param title of the revision at which it stands; for those outside the unit, of the one that was
 *     handed in last
 * @param digest of the same revision
 * @param revisions how many of its revisions this person may see
 */
public record EditionSummary(
        int number,
        EditionState state,
        @Nullable ReviewStage stage,
        String title,
        String digest,
        int revisions,
        Instant openedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant approvedAt,
        @Nullable Instant publishedAt,
        @Nullable Instant withdrawnAt,
        @Nullable WithdrawalReason withdrawalReason) {}
