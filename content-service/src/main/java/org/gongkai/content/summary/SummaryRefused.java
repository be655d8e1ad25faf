package org.gongkai.content.summary;

/**
 * Something about a summary that is not done, and why; nothing was changed. Answered with 409 if
 * the state of things does not allow it, otherwise with 422.
 */
public class SummaryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    SummaryRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** Why it is refused. */
    public enum Why {
        /** A part is too long. */
        WORDS(false),
        /** What is submitted says what was done. */
        PRACTICE(false),
        /** Whoever returns says why, in at most 2,000 characters. */
        REASON(false),
        /** Somebody saved it meanwhile. */
        STALE(true),
        /** It is submitted or accepted, and does not change. */
        SEALED(true),
        /** Nothing is submitted that could be decided. */
        NOTHING_SUBMITTED(true),
        /** What was read is not what waits for a decision now. */
        OTHER(true),
        /** Nobody decides on what they submitted. */
        OWN(true);

        private final boolean conflict;

        Why(boolean conflict) {
            this.conflict = conflict;
        }

        /** Whether the state of things does not allow it. */
        public boolean conflict() {
            return conflict;
        }
    }

    public Why why() {
        return why;
    }
}
