package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the publisher: what a record of releases has to know to have it made again, if
 * the end of a process interrupts it.
 *
 * @param requestedBy who asked for it: accounts, or a reason of the system's own
 * @param backTo the number of the release that is gone back to; null for the other kinds
 * @param repeats the number of the interrupted release in whose place it is made; null if in none's
 */
public record ReleaseRequest(
        Kind kind, String requestedBy, @Nullable Long backTo, @Nullable Long repeats) {

    public ReleaseRequest {
        if ((kind == Kind.BACK) != (backTo != null)) {
            throw new IllegalArgumentException(
                    "A release that goes back names the one that it goes back to, and no other does");
        }
    }

    /** What kind of release is made. */
    public enum Kind {
        /** Of what is approved and due. */
        RELEASE,
        /** Only of what is not to be public any more; whoever withdrew it asks until it is done. */
        TAKEDOWN,
        /** To an earlier release. */
        BACK
    }

    public static ReleaseRequest release(String requestedBy) {
        return new ReleaseRequest(Kind.RELEASE, requestedBy, null, null);
    }

    public static ReleaseRequest takeDown(String requestedBy) {
        return new ReleaseRequest(Kind.TAKEDOWN, requestedBy, null, null);
    }

    public static ReleaseRequest goBack(long to, String requestedBy) {
        return new ReleaseRequest(Kind.BACK, requestedBy, to, null);
    }

    /** The same on behalf of the same, in the place of a release that was interrupted. */
    public ReleaseRequest repeating(long interrupted) {
        return new ReleaseRequest(kind, requestedBy, backTo, interrupted);
    }
}
