package org.gongkai.content.webhook;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A delivery that this process may try now, and nobody else until the claim runs out.
 *
 * @param tries with this one; names the claim when its outcome is recorded
 * @param timestamp of the try in seconds since 1970, by the database's clock: a receiver compares
 *     it with its own, so it is never the demonstration's
 * @param previous the secret before a rotation, while it signs too
 */
record Claim(
        UUID delivery,
        UUID webhook,
        UUID event,
        WebhookUrl url,
        String body,
        int tries,
        long timestamp,
        SigningSecret secret,
        @Nullable SigningSecret previous) {

    /** The header {@code webhook-signature}: one signature for each secret that is good now. */
    String signatures() {
        String current = secret.sign(event, timestamp, body);
        return previous == null ? current : current + " " + previous.sign(event, timestamp, body);
    }
}
