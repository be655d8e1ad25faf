package org.gongkai.content.reviewlink;

/** A review link that is not given out in this way. Answered with 400. */
public class LinkRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    LinkRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** What is wrong with it. */
    public enum Why {
        /** The guest's name is empty, too long or has more than one line. */
        NAME,
        /** The purpose is empty or too long. */
        PURPOSE,
        /** It expires in the past or too late. */
        EXPIRY,
        /** There are no items, too many, or a document twice. */
        ITEMS
    }

    public Why why() {
        return why;
    }
}
