package org.gongkai.content.webhook;

import java.util.UUID;

/** Nothing is sent to a subscription that is not active. Answered with 409. */
public class WebhookInactive extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookInactive(UUID id) {
        super(
                "The webhook %s is not active, so nothing is sent to it; set active to true first"
                        .formatted(id));
    }
}
