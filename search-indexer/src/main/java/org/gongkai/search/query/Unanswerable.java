package org.gongkai.search.query;

/** A question outside the bounds; the message says which, and is fit to be shown. */
final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to tell the reader. */
    enum Reason {
        TOO_LONG,
        TOO_DEEP,
        INVALID
    }

    private final Reason reason;

    Unanswerable(Reason reason, String why) {
        super(why);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
