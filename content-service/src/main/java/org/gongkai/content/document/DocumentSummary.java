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
 * @param dueAt by when it has to leave where it stands; null: there is no date, or nothing left to
 *     do
 * @param workingDaysLeft after today until then; 0 on the day itself, negative afterwards
 * @param late whether that date has passed
 * @param submittedLate whether it was submitted after the cut-off; that stays
 * @param awaitsConsent whether the office has to consent to that before anybody can approve it
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
        @Nullable Instant dueAt,
        @Nullable Long workingDaysLeft,
        boolean late,
        boolean submittedLate,
        boolean awaitsConsent,
        @Nullable UUID releaseSet) {}
