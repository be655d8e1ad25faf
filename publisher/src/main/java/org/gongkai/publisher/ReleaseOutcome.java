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
 * @param held editions that the conformance gate keeps back, with what it found
 */
public record ReleaseOutcome(
        long number,
        Instant instant,
        long sequence,
        Sha256 manifestRoot,
        List<UUID> published,
        List<UUID> removed,
        List<Finding> held) {
    public ReleaseOutcome {
        published = List.copyOf(published);
        removed = List.copyOf(removed);
        held = List.copyOf(held);
    }
}
