package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

/**
 * A release failed. Before the switch the site stays as it was; from the switch on, the site shows
 * one release or the other, whole, and the next release or restart finishes this one.
 */
public class ReleaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable ReleaseStep step;

    public ReleaseFailed(long number, ReleaseStep step, Throwable cause) {
        super(
                "Release %d failed at %s%s: %s"
                        .formatted(
                                number,
                                step,
                                step.compareTo(ReleaseStep.ACTIVATE) < 0
                                        ? " and nothing changed on the site"
                                        : "; the next release or restart finishes or abandons it",
                                cause.getMessage()),
                cause);
        this.step = step;
    }

    /** The step at which it failed; null if that is not known here. */
    public @Nullable ReleaseStep step() {
        return step;
    }

    /** A release that failed in the publisher's own process, in its words. */
    public ReleaseFailed(String message) {
        super(message);
        this.step = null;
    }

    /** A release that the publisher's own process could not be asked for. */
    public ReleaseFailed(String message, Throwable cause) {
        super(message, cause);
        this.step = null;
    }
}
