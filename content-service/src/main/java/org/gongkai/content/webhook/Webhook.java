package org.gongkai.content.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A subscription: who is told of which events, and where.
 *
 * @param events never empty, never {@link EventType#PING}
 * @param active whether anything is queued for it and sent to it
 * @param deadInARow how many deliveries were given up since the last one that arrived
 * @param failingSince when those became too many; null while it is well
 */
public record Webhook(
        UUID id,
        WebhookUrl url,
        String description,
        Set<EventType> events,
        boolean active,
        int deadInARow,
        @Nullable Instant failingSince,
        Instant createdAt) {
    private static final int LONGEST_DESCRIPTION = 200;

    /**
     * @throws MalformedWebhook if it has no events, or too long a description
     */
    public Webhook {
        events = Set.copyOf(events);
        description = description.strip();
        if (events.isEmpty() || !events.stream().allMatch(EventType::subscribable)) {
            throw new MalformedWebhook(
                    MalformedWebhook.Why.EVENTS,
                    "events: at least one of " + EventType.subscribableKeys());
        }
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new MalformedWebhook(
                    MalformedWebhook.Why.DESCRIPTION,
                    "description: at most " + LONGEST_DESCRIPTION + " characters");
        }
    }

    /** What an administrator sets. */
    Webhook changed(WebhookUrl to, String about, Set<EventType> of, boolean nowActive) {
        return new Webhook(id, to, about, of, nowActive, deadInARow, failingSince, createdAt);
    }
}
