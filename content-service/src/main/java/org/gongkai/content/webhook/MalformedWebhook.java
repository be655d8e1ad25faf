package org.gongkai.content.webhook;

/** A subscription that is none. Answered with 400. */
public class MalformedWebhook extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    MalformedWebhook(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** What is wrong with it. */
    public enum Why {
        /** The address is too long. */
        LENGTH,
        /** It is no address at all. */
        SYNTAX,
        /** It begins with something else than http or https. */
        SCHEME,
        HOST,
        /** It holds a user or a password. */
        USER,
        FRAGMENT,
        PORT,
        /** No event was chosen, or one that nobody subscribes to. */
        EVENTS,
        /** The description is too long. */
        DESCRIPTION
    }

    public Why why() {
        return why;
    }
}
