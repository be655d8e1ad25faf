package org.gongkai.publisher;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Where approved content comes from; fulfilled by the content service, in process or over HTTP.
 * Thread-safe.
 */
public interface ContentSource {

    /**
     * Reads, in one snapshot, what may have become of documents since a number of the change log.
     * Costs what happened since, not what exists (decision 8).
     *
     * @param since the number up to which it is known already; 0 to read everything that is to be
     *     public
     * @param at the release instant: an approved edition whose not-before lies after it is left
     *     out, and so is the rest of its release set
     * @throws NothingToPublish if no site revision has been approved yet
     */
    PublishableContent read(long since, Instant at);

    /**
     * Which of these editions a release may take back or show again: those that are public or were
     * superseded, and whose documents have no next edition under way.
     */
    Set<UUID> reversible(Collection<UUID> editions);

    /**
     * The canonical forms with these digests; what is not found is left out. Whoever asks checks
     * them, and does not ask for more than a thousand at a time.
     */
    Map<Sha256, byte[]> forms(Collection<Sha256> digests);

    /**
     * The bytes of an asset that an approved edition uses. The caller checks the digest while it
     * reads and closes the stream.
     *
     * @throws IOException if the asset is missing or unreadable
     */
    InputStream asset(Sha256 digest) throws IOException;
}
