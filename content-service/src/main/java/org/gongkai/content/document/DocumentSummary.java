package org.gongkai.content.document;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A document with its latest edition, as lists show it.
 *
 * @param version of the latest edition, as in {@code ETag}
 * @param live whether an edition of it is public
 * @param releaseSet the release set that it belongs to
 */
public record DocumentSummary(
        DocumentId id,
        String kind,
        String section,
        String unit,
        String path,
        String title,
        int edition,
        EditionState state,
        @Nullable ReviewStage stage,
        String digest,
        String version,
        boolean live,
        @Nullable Instant firstPublishedAt,
        @Nullable Instant submittedAt,
        Instant changedAt,
        @Nullable UUID releaseSet) {}
