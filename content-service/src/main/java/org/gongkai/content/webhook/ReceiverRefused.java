package org.gongkai.content.webhook;

/** Nothing may be sent to this address. Answered with 422. */
public class ReceiverRefused extends RuntimeException {
    public static final String RULE = "WEBHOOK-ADDRESS";
    private static final long serialVersionUID = 1L;

    ReceiverRefused(String message) {
        super(message);
    }
}
