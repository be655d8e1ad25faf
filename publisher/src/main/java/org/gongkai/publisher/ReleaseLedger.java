package org.gongkai.publisher;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The record of releases, kept with the editions (decision 9): {@code PLANNED → ACTIVATING →
 * ACTIVE}, or {@code FAILED}. Fulfilled by the content service. Thread-safe; every call is durable
 * when it returns.
 */
public interface ReleaseLedger {

    /**
     * A release as it was opened. The instant is fixed here, stored, and reused on restart and
     * rebuild.
     */
    record Opened(long number, Instant instant) {}

    /**
     * Opens the next release. Unless it is a takedown, nothing that was interrupted before is made
     * again any more.
     *
     * @throws ReleaseOvertaken if it repeats a release and another was made in the meantime
     */
    Opened open(ReleaseRequest request);

    /**
     * Records that the tree is about to be switched. After a crash, start-up finishes or abandons
     * it.
     *
     * @throws ReleaseOvertaken if an edition that is to become public is no longer approved
     */
    void activating(ReleaseOutcome outcome);

    /**
     * Marks editions, audit and release in one transaction after the switch. Repeating it is
     * harmless.
     */
    void activated(long number);

    /** Closes a release that did not reach the switch, because of an error. */
    void failed(long number, String reason);

    /**
     * Closes what the end of a process left before its switch; to be called by the next process
     * after it has finished what was {@link #interrupted()} at the switch. A takedown is not
     * repeated, because whoever withdrew asks again anyway; nor is a release that was itself a
     * repetition, because it may be what ends the process.
     *
     * @return what is to be made again; the same at the next start, until it is opened or settled
     */
    Optional<ReleaseRequest> abandon();

    /** An interrupted release is not made again any more. Repeating it is harmless. */
    void settled(long number);

    /** The release that was being activated when the process ended, if there is one. */
    Optional<ReleaseOutcome> interrupted();

    /** The active release, if there is one. */
    Optional<ReleaseOutcome> active();

    /** The last active release that removed a document from the site. */
    OptionalLong lastRemoval();
}
