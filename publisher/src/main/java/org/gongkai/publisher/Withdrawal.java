package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A document that was public and must not be any more. Its path answers 410 with a fixed phrase for
 * the reason.
 *
 * @param path the public path it had
 * @param reason why, as one of the fixed reasons; readers see the theme's phrase for it, never free
 *     text
 * @param at when it was withdrawn
 * @param replacedBy the document that takes its place, null if there is none; named while it is
 *     live, and if it is withdrawn in its turn, what replaces that one is
 * @param explainedBy the document that explains the withdrawal, null if there is none; named while
 *     it is live
 */
public record Withdrawal(
        UUID document,
        String path,
        Reason reason,
        Instant at,
        @Nullable UUID replacedBy,
        @Nullable UUID explainedBy) {

    /** The typed reasons of a withdrawal. */
    public enum Reason {
        WRONG,
        OUTDATED,
        PRIVACY,
        SUPERSEDED
    }
}
