package org.gongkai.content.releaseset;

/**
 * Where a member stands, seen from its set; the view {@code release_set_standing} works it out.
 * Every state but {@link #PUBLIC} and {@link #READY} keeps the whole set back.
 */
public enum Readiness {
    /** It is live, and no next edition is open: it waits for nothing, and nothing for it. */
    PUBLIC,
    /** Approved; it goes with its set, once its own not-before has passed. */
    READY,
    DRAFT,
    IN_REVIEW,
    RETURNED,
    HELD,
    DISCARDED,
    WITHDRAWN;

    boolean keepsBack() {
        return this != PUBLIC && this != READY;
    }
}
