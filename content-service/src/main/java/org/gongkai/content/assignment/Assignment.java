package org.gongkai.content.assignment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A row of a campaign's breakdown (任务). What was issued does not change: it is withdrawn, changed,
 * issued again, and signed for again.
 *
 * @param number its place in the table, from 1; it never changes
 * @param version counts its changes
 * @param issues how often it was issued so far; receipts are for one issue
 * @param issue null while it is not issued
 */
public record Assignment(
        AssignmentId id,
        String campaign,
        int number,
        Task task,
        long version,
        int issues,
        @Nullable Issue issue) {

    /** That it was handed down (下达) to the liaisons. */
    public record Issue(Instant at, String by) {}

    public boolean isIssued() {
        return issue != null;
    }
}
