package org.gongkai.publisher;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a release does to editions, decided before the switch and recorded with it, so that start-up
 * can roll forward without planning again.
 *
 * @param number the release's number, positive and rising
 * @param instant the release instant: the public date of what becomes public with it (invariant 7)
 * @param sequence the change log's number up to which the release is complete
 * @param manifestRoot the digest of the manifest
 * @param published editions that become public with this release
 * @param removed documents that were public in the release before and are not in this one
 * @param takenBack editions that were public and are held from now on, because an earlier release
 *     is gone back to
 * @param restored editions that had been superseded and are public again, for the same reason
 * @param held editions that the conformance gate keeps back, with what it found
 */
public record ReleaseOutcome(
        long number,
        Instant instant,
        long sequence,
        Sha256 manifestRoot,
        List<UUID> published,
        List<UUID> removed,
        List<UUID> takenBack,
        List<UUID> restored,
        List<Finding> held) {

    /** A record of an older version names nothing that was taken back. */
    public ReleaseOutcome {
        takenBack = takenBack == null ? List.of() : List.copyOf(takenBack);
        restored = restored == null ? List.of() : List.copyOf(restored);
        published = List.copyOf(published);
        removed = List.copyOf(removed);
        held = List.copyOf(held);
    }

    /** The outcome of a release that does not go back to an earlier one. */
    public ReleaseOutcome(
            long number,
            Instant instant,
            long sequence,
            Sha256 manifestRoot,
            List<UUID> published,
            List<UUID> removed,
            List<Finding> held) {
        this(
                number,
                instant,
                sequence,
                manifestRoot,
                published,
                removed,
                List.of(),
                List.of(),
                held);
    }
}
