package org.gongkai.publisher;

/**
 * A release failed. Before the switch the site stays as it was; from the switch on, the site shows
 * one release or the other, whole, and the next release or restart finishes this one.
 */
public class ReleaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

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
    }

    /** A release that failed in the publisher's own process, in its words. */
    public ReleaseFailed(String message) {
        super(message);
    }

    /** A release that the publisher's own process could not be asked for. */
    public ReleaseFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
