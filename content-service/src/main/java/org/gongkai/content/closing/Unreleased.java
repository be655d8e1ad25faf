package org.gongkai.content.closing;

import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What of a campaign did not become public. Each of its documents is counted once: as released, or
 * in the list.
 *
 * @param asOf the closing once it has passed, until then now
 * @param closed whether the closing has passed
 * @param documents all documents of the campaign that the reader may count
 * @param released those whose edition was public by then; also if it was withdrawn since
 * @param states how many of those that were not public are in which state
 * @param list those that were not public; the first of them if the reader asked for no more
 */
public record Unreleased(
        String campaign,
        Instant asOf,
        boolean closed,
        long documents,
        long released,
        Map<EditionState, Long> states,
        List<Line> list) {

    /** How many were not public, listed or not. */
    public long unreleased() {
        return documents - released;
    }

    /**
     * A document whose edition was not public by then.
     *
     * @param title null for what was never submitted, to readers outside its unit
     * @param live whether an earlier edition of it is public
     * @param workingDaysLate working days since the due date; null if there is none, or it has not
     *     passed
     * @param lastAction as the audit log names it, such as {@code returned}; null if it has no
     *     entry
     * @param lastRole in which role it was done; null for the system
     * @param publishedAt when it became public after the closing
     */
    public record Line(
            UUID id,
            String unit,
            String section,
            String kind,
            @Nullable String title,
            int edition,
            EditionState state,
            @Nullable ReviewStage stage,
            boolean live,
            @Nullable Instant dueAt,
            @Nullable Long workingDaysLate,
            boolean submittedLate,
            boolean awaitsConsent,
            @Nullable String lastAction,
            @Nullable Role lastRole,
            @Nullable Instant lastAt,
            @Nullable Instant publishedAt) {}
}
