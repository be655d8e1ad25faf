package org.gongkai.publisher.released;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.output.Manifest;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Where releases are read from: beside the publisher {@link LocalReleases}; elsewhere by whoever
 * can get the same bytes. Nothing of it is trusted further than its digest goes. Thread-safe.
 */
public interface ReleaseSource {

    /**
     * The release that readers see.
     *
     * @param root the digest of its manifest
     */
    record Shown(long number, Sha256 root) {}

    /**
     * The release that readers see at this moment; empty before the first. Asked for each request,
     * so it must be cheap.
     *
     * @throws ReleaseUnknown if that cannot be said now
     */
    Optional<Shown> shown();

    /**
     * The manifest of a release that became public and is still kept.
     *
     * @throws ReleaseUnknown if that cannot be said now
     */
    Optional<Manifest> manifest(long number);

    /** The approved canonical forms with these digests; what is not found is left out. */
    Map<Sha256, byte[]> forms(Collection<Sha256> digests);

    /** Makes catalogues of its manifests. */
    Catalogues catalogues();
}
