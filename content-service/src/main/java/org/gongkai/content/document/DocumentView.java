package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.deadline.Timetable;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.Remark;
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
 * @param emergency the emergency that passes over stages, asked for or confirmed; null if none
 * @param shortcomings what keeps it from being submitted; empty unless it can be edited
 * @param deadline its latest dates
 * @param lateSubmission that it was submitted after the cut-off; null if it was not
 * @param releaseSet the release set that it belongs to, with which it becomes public or not at all
 * @param withdrawal what readers are told of it, if it was public and is withdrawn
 * @param erased whether its content was erased, because it was withdrawn for privacy
 */
public record DocumentView(
        DocumentSummary summary,
        Content content,
        List<ReviewStage> stages,
        List<Given> verdicts,
        Map<Verb, Refusal> refusals,
        List<Shortcoming> shortcomings,
        @Nullable String heldReason,
        Deadline deadline,
        @Nullable LateSubmission lateSubmission,
        @Nullable Emergency emergency,
        @Nullable ReleaseSetName releaseSet,
        Withdrawals.@Nullable Posted withdrawal,
        boolean erased) {

    /** A release set by its name; {@code GET /api/v1/release-sets/{id}} says what it waits for. */
    public record ReleaseSetName(UUID id, String name) {}

    /**
     * What is left, and the dates of the whole way.
     *
     * @param dueAt as in the summary, like {@code workingDaysLeft} and {@code late}
     * @param submission by when the edition has to be submitted
     * @param publication by when it has to be public
     * @param reasonNeeded whether it can be submitted with a reason only, because the cut-off has
     *     passed
     */
    public record Deadline(
            @Nullable Instant dueAt,
            @Nullable Long workingDaysLeft,
            boolean late,
            boolean reasonNeeded,
            @Nullable Instant submission,
            List<Timetable.StageEnd> stages,
            @Nullable Instant publication,
            List<Timetable.Warning> warnings) {}

    /**
     * A submission after the cut-off.
     *
     * @param consentedBy the name of the office reviewer who consented; null if nobody has
     */
    public record LateSubmission(
            Instant at,
            String reason,
            @Nullable String consentedBy,
            @Nullable Instant consentedAt) {}

    /**
     * A verdict with the name of who gave it, and of whom it was given for by delegation. {@code
     * counts} tells whether it still stands for the content at hand.
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
