package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.Remark;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A document as one person sees it: its latest edition with content, verdicts, and what may be done
 * with it.
 *
 * @param stages the stages of its route, in order
 * @param verdicts every verdict on the latest edition, oldest first
 * @param refusals why this person may not do something now; a verb that is free has no entry
 * @param emergency the emergency that passes over stages, asked for or confirmed; null if none
 * @param shortcomings what keeps it from being submitted; empty unless it can be edited
 */
public record DocumentView(
        DocumentSummary summary,
        Content content,
        List<ReviewStage> stages,
        List<Given> verdicts,
        Map<Verb, Refusal> refusals,
        List<Shortcoming> shortcomings,
        @Nullable String heldReason,
        @Nullable Emergency emergency) {

    /**
     * A verdict with the name of who gave it, and of whom it was given for by delegation. {@code counts} tells whether it still stands for the
     * content at hand.
     */
    public record Given(
            ReviewStage stage,
            String account,
            String name,
            @Nullable String onBehalfOf,
            Verdict verdict,
            String comment,
            List<Remark> remarks,
            Instant at,
            Digest digest,
            boolean counts) {}

    /** Whether this person may do this now. */
    public boolean may(Verb verb) {
        return !refusals.containsKey(verb);
    }
}
