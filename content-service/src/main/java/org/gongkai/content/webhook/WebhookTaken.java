package org.gongkai.content.webhook;

/** There is a subscription for this address, or there are too many. Answered with 409. */
public class WebhookTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    WebhookTaken(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** What there is already. */
    public enum Why {
        /** One for this address. */
        ADDRESS,
        /** As many as there may be. */
        TOO_MANY
    }

    public Why why() {
        return why;
    }
}
