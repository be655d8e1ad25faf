package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * An edition that every stage of its route has approved, with the very bytes that were approved. It
 * cannot be built from other bytes: the constructor hashes them.
 *
 * @param document the document's stable id
 * @param edition the edition's id
 * @param digest the content digest that the approvals name
 * @param canonicalForm the canonical form {@code gongkai-edition/1} (docs/model.md); everything a
 *     page shows of the document comes from here
 * @param firstPublished the instant of the document's first release, null if it was never public
 * @param published the instant of this edition's release, null if it is not live yet
 * @param releaseSet the set of documents that become public together or not at all, null if it
 *     stands alone
 */
public record PublishableEdition(
        UUID document,
        UUID edition,
        Sha256 digest,
        byte[] canonicalForm,
        @Nullable Instant firstPublished,
        @Nullable Instant published,
        @Nullable UUID releaseSet) {

    public PublishableEdition {
        Sha256 actual = Sha256.of(canonicalForm);
        if (!actual.equals(digest)) {
            throw new DigestMismatch(
                    "edition " + edition + " of document " + document, digest, actual);
        }
    }

    /** Whether this edition is on the site already. */
    public boolean live() {
        return published != null;
    }
}
