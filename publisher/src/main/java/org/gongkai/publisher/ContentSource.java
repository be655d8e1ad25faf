package org.gongkai.publisher;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Where approved content comes from; fulfilled by the content service, in process or over HTTP.
 * Thread-safe.
 */
public interface ContentSource {

    /**
     * Reads, in one snapshot, everything that is to be public at this instant.
     *
     * @param at the release instant: an approved edition whose not-before lies after it is left
     *     out, and so is the rest of its release set
     * @throws NothingToPublish if no site revision has been approved yet
     */
    PublishableContent read(Instant at);

    /**
     * The bytes of an asset that an approved edition uses. The caller checks the digest while it
     * reads and closes the stream.
     *
     * @throws IOException if the asset is missing or unreadable
     */
    InputStream asset(Sha256 digest) throws IOException;
}
