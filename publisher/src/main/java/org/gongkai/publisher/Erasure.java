package org.gongkai.publisher;

import java.util.Set;
import java.util.UUID;

/**
 * What is to be gone from every kept release, because a document was withdrawn for privacy.
 *
 * @param document the document
 * @param path its public path: what names it shows something of it
 * @param removedIn the release that took it off the site; what is shown from then on stays
 * @param revisions the content digests of its approved forms
 * @param assets the digests of the files that it alone used
 */
public record Erasure(
        UUID document, String path, long removedIn, Set<Sha256> revisions, Set<Sha256> assets) {
    public Erasure {
        if (path.length() < 3 || !path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException("Not a document's public path: " + path);
        }
        revisions = Set.copyOf(revisions);
        assets = Set.copyOf(assets);
    }
}
