package org.gongkai.publisher;

import java.util.Optional;

/** What can be handed out of a release that became public and is still kept. Thread-safe. */
public interface ReleaseRecords {

    /**
     * The release as a web archive; empty if it is not kept.
     *
     * @throws ReleaseFailed if the publisher does not answer
     */
    Optional<ReleaseArchive> archive(long release);

    /**
     * What the gate looked for and found when the release was made; empty if it is not kept, or was
     * made before that was recorded.
     *
     * @throws ReleaseFailed if the publisher does not answer
     */
    Optional<ConformanceReport> conformance(long release);
}
