package org.gongkai.content.notice;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * That an edition became public without this stage (事后告知), and what its reviewers said to it.
 *
 * @param path where readers find it
 * @param edition the edition's number
 * @param state what the edition is by now, such as {@code PUBLISHED}
 * @param digest of the content that became public
 * @param acknowledgedBy the name of who took note of it; null while the notice is open
 * @param asksWithdrawal whether that person asks the office to withdraw it, and {@code comment} why
 * @param answer why it stays public all the same; null as long as nobody of the office said so
 * @param mine whether the reader may acknowledge it, as a reviewer of the stage
 */
public record Notice(
        UUID id,
        UUID document,
        String title,
        String section,
        String unit,
        String kind,
        String path,
        int edition,
        String state,
        String digest,
        ReviewStage stage,
        Instant at,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        boolean asksWithdrawal,
        String comment,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String answer,
        boolean mine) {

    /** Whether nobody has taken note of it. */
    public boolean open() {
        return acknowledgedAt == null;
    }

    /** Whether it asks the office to withdraw what is still public, without an answer. */
    public boolean asking() {
        return asksWithdrawal && answeredAt == null && state.equals("PUBLISHED");
    }
}
