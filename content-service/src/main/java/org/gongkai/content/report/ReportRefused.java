package org.gongkai.content.report;

/** The words of a report are not saved; nothing was changed. Answered with 409 or 422. */
public class ReportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    ReportRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** Why it is refused. */
    public enum Why {
        /** Somebody saved other words meanwhile. */
        STALE,
        /** They are too long. */
        LONG
    }

    public Why why() {
        return why;
    }
}
