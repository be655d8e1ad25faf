package org.gongkai.content.pack;

/** A pack that cannot be made now. Answered with 422. */
public class PackRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    PackRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    PackRefused(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** What keeps it from being made. */
    public enum Why {
        /** Nothing waits at the municipal pre-review. */
        NOTHING,
        /** More than {@link Packs#MOST_ITEMS} wait. */
        TOO_MANY,
        /** Nobody has approved the words of the site, so there is no page to show. */
        NO_SITE,
        /** One of the documents was erased while it was written. */
        ERASED
    }

    public Why why() {
        return why;
    }
}
