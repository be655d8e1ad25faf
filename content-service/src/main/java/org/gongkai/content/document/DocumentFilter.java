package org.gongkai.content.document;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows; null means all.
 *
 * @param title a part of the title
 * @param waiting only what waits for the person who asks: to review, or returned to the own unit,
 *     or still a draft
 * @param late only what is past its due date
 */
public record DocumentFilter(
        @Nullable EditionState state,
        @Nullable ReviewStage stage,
        @Nullable String section,
        @Nullable String unit,
        @Nullable String kind,
        @Nullable String title,
        boolean waiting,
        boolean late) {

    /** Everything that the person may see. */
    public static final DocumentFilter ALL =
            new DocumentFilter(null, null, null, null, null, null, false, false);

    /** What waits for the person who asks. */
    public static final DocumentFilter WAITING =
            new DocumentFilter(null, null, null, null, null, null, true, false);
}
