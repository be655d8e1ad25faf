package org.gongkai.content.document;

import org.gongkai.content.review.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

/**
 * A person may not do this with this edition now. A wrong state is answered with 409, everything
 * else with 403.
 */
public class VerbRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Set<Refusal> CONFLICTS =
            EnumSet.of(
                    Refusal.WRONG_STATE,
                    Refusal.RELEASING,
                    Refusal.NOT_LIVE,
                    Refusal.EMERGENCY_ALREADY,
                    Refusal.NO_EMERGENCY);

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
        return CONFLICTS.contains(refusal);
    }
}
