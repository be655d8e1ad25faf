package org.gongkai.content.document;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A revision in the list of an edition's revisions.
 *
 * @param ordinal from 1, in the order in which they were saved
 * @param savedBy the account
 * @param savedByName the person's name
 * @param handedInAt when it was submitted first; null if it never was
 * @param erased whether its content is gone for good
 */
public record RevisionSummary(
        int edition,
        int ordinal,
        String digest,
        String savedBy,
        String savedByName,
        Instant savedAt,
        @Nullable Instant handedInAt,
        boolean erased) {}
