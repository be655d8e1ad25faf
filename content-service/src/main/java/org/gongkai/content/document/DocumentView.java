package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A document as one person sees it: its latest edition with content, verdicts, and what may be done
 * with it.
 *
 * @param stages the stages of its route, in order
 * @param verdicts every verdict on the latest edition, oldest first
 * @param refusals why this person may not do something now; a verb that is free has no entry
 * @param shortcomings what keeps it from being submitted; empty unless it can be edited
 * @param releaseSet the release set that it belongs to, with which it becomes public or not at all
 * @param withdrawal what readers are told of it, if it was public and is withdrawn
 */
public record DocumentView(
        DocumentSummary summary,
        Content content,
        List<ReviewStage> stages,
        List<Given> verdicts,
        Map<Verb, Refusal> refusals,
        List<Shortcoming> shortcomings,
        @Nullable String heldReason,
        @Nullable ReleaseSetName releaseSet,
        Withdrawals.@Nullable Posted withdrawal) {

    /** A release set by its name; {@code GET /api/v1/release-sets/{id}} says what it waits for. */
    public record ReleaseSetName(UUID id, String name) {}

    /**
     * A verdict with the name of who gave it. {@code counts} tells whether it still stands for the
     * content at hand.
     */
    public record Given(
            ReviewStage stage,
            String account,
            String name,
            Verdict verdict,
            String comment,
            Instant at,
            Digest digest,
            boolean counts) {}

    /** Whether this person may do this now. */
    public boolean may(Verb verb) {
        return !refusals.containsKey(verb);
    }
}
