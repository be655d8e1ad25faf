package org.gongkai.content.webhook;

/** There is a subscription for this address, or there are too many. Answered with 409. */
class WebhookTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookTaken(String message) {
        super(message);
    }
}
