package org.gongkai.content.people;

/** A role that is not handed over in this way. Answered with 400. */
public class DelegationRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    DelegationRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** What is wrong with it. */
    public enum Why {
        /** The role is none that is handed over. */
        ROLE,
        /** It ends too late, too early, or before it starts. */
        TIME,
        /** The reason is empty or too long. */
        REASON,
        /** The account decides for nobody: an administrator's, a guest's or the operator's. */
        COLLEAGUE,
        /** It is another account of the same person. */
        ONESELF
    }

    public Why why() {
        return why;
    }
}
