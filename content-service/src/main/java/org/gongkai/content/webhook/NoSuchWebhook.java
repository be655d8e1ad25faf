package org.gongkai.content.webhook;

import java.util.UUID;

/** There is no such subscription, or it has no such delivery. Answered with 404. */
public class NoSuchWebhook extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchWebhook(UUID id) {
        super("There is no webhook " + id);
    }

    NoSuchWebhook(UUID webhook, UUID delivery) {
        super("The webhook %s has no delivery %s".formatted(webhook, delivery));
    }
}
