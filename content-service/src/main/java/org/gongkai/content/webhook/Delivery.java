package org.gongkai.content.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What is owed to a subscription, or was: one event, with how its sending went.
 *
 * @param event the same for every receiver and every try, so that a receiver knows it again
 * @param sequence of the event; also in its body
 * @param nextTryAt null once it was delivered or given up
 * @param lastStatus the HTTP status of the last answer; null if there was none
 * @param lastError why the last try failed
 */
public record Delivery(
        UUID id,
        UUID event,
        String type,
        long sequence,
        State state,
        int tries,
        Instant createdAt,
        @Nullable Instant lastTriedAt,
        @Nullable Instant nextTryAt,
        @Nullable Instant finishedAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError) {

    /** How far it has come. */
    public enum State {
        WAITING,
        DELIVERED,
        /** Given up after the last try; an administrator can have it sent again. */
        DEAD
    }
}
