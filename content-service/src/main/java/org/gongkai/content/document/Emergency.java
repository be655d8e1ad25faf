package org.gongkai.content.document;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A line of the report on emergencies (应急发布): who passed over which review, why, and what is still
 * to be made up.
 *
 * @param confirmedBy the second person's name; null until there is one
 * @param stages the stages passed over
 * @param toMakeUp those that have not approved since; empty once all have
 */
public record Emergency(
        UUID id,
        DocumentId document,
        String title,
        String unit,
        int edition,
        EditionState state,
        String digest,
        String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        List<ReviewStage> stages,
        List<ReviewStage> toMakeUp) {}
