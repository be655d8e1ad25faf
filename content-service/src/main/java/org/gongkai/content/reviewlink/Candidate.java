package org.gongkai.content.reviewlink;

import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.review.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A document that stands at the municipal pre-review, and whether a link can be given out for it.
 *
 * @param refusal why a guest of this person could not approve it; null if a guest could
 */
public record Candidate(DocumentSummary document, @Nullable Refusal refusal) {}
