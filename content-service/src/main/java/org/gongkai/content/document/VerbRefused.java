package org.gongkai.content.document;

import org.gongkai.content.review.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A person may not do this with this edition now. A wrong state is answered with 409, everything
 * else with 403.
 */
public class VerbRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Verb verb;
    private final Refusal refusal;

    VerbRefused(Verb verb, Refusal refusal, @Nullable EditionState state) {
        super(
                verb.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + " refused"
                        + (state == null ? "" : " (the edition is " + state + ")")
                        + ": "
                        + refusal.explanation());
        this.verb = verb;
        this.refusal = refusal;
    }

    public Verb verb() {
        return verb;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Whether the state stands against it, and not the person. */
    public boolean conflict() {
        return refusal == Refusal.WRONG_STATE
                || refusal == Refusal.RELEASING
                || refusal == Refusal.NOT_LIVE
                || refusal == Refusal.LATE_WITHOUT_CONSENT
                || refusal == Refusal.NO_CONSENT_DUE;
    }
}
