package org.gongkai.publisher.remote;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.released.ReleaseSource.Shown;
import org.gongkai.publisher.released.ReleaseUnknown;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The manifests of a publisher in another process. A manifest is taken only if it has the digest
 * that the ledger recorded. Thread-safe.
 */
public final class RemoteManifests {
    private static final Duration LONGEST_MANIFEST = Duration.ofMinutes(2);
    private static final Duration QUICK = Duration.ofSeconds(10);

    private final Peer publisher;
    private final Peer soon;

    /**
     * @param url where the publisher is
     * @param token the secret that both processes share
     */
    public RemoteManifests(@Nullable URI url, String token) {
        publisher = new Peer("publisher", "gongkai.publisher.url", url, token, LONGEST_MANIFEST);
        soon = new Peer("publisher", "gongkai.publisher.url", url, token, QUICK);
    }

    /**
     * The release that the publisher shows; empty before the first.
     *
     * @throws ReleaseUnknown if it does not answer
     */
    public Optional<Shown> shown() {
        try {
            return soon.find(ReleasesPort.SHOWN, Map.of(), Shown.class);
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseUnknown(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The manifest of a kept release; what it names is asked for when it is needed.
     *
     * @param root what the ledger says its digest is
     * @throws ReleaseUnknown if the publisher does not answer
     */
    public Optional<Manifest> manifest(long number, Sha256 root) {
        try {
            return publisher
                    .bytes(ReleasesPort.MANIFEST, Map.of("number", number))
                    .map(
                            bytes -> {
                                Sha256 actual = Sha256.of(bytes);
                                if (!actual.equals(root)) {
                                    throw new DigestMismatch(
                                            "the manifest of release " + number, root, actual);
                                }
                                return Manifest.of(bytes, this::object);
                            });
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseUnknown(String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] object(Sha256 digest) {
        try {
            byte[] bytes =
                    publisher
                            .bytes(ReleasesPort.OBJECT, Map.of("digest", digest.hex()))
                            .orElseThrow(
                                    () ->
                                            new ReleaseUnknown(
                                                    "The publisher does not keep object %s any more"
                                                            .formatted(digest)));
            Sha256 actual = Sha256.of(bytes);
            if (!actual.equals(digest)) {
                throw new DigestMismatch("an object of the publisher", digest, actual);
            }
            return bytes;
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseUnknown(String.valueOf(e.getMessage()), e);
        }
    }
}
