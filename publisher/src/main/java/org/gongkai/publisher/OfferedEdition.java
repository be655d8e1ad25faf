package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * An edition that every stage of its route has approved, by the digest that was approved. Its bytes
 * are asked for by that digest, and {@link PublishableEdition} checks them.
 *
 * @param approvals the digest over the approvals by which it became publishable, null if the source
 *     gives none
 * @param firstPublished the instant of the document's first release, null if it was never public
 * @param published the instant of this edition's release, null if it is not live yet
 * @param releaseSet the set of documents that become public together or not at all, null if it
 *     stands alone
 */
public record OfferedEdition(
        UUID document,
        UUID edition,
        Sha256 digest,
        @Nullable Sha256 approvals,
        @Nullable Instant firstPublished,
        @Nullable Instant published,
        @Nullable UUID releaseSet) {

    /** Whether this edition is on the site already. */
    public boolean live() {
        return published != null;
    }

    /**
     * This edition with its bytes.
     *
     * @throws DigestMismatch if they are not what was approved
     */
    public PublishableEdition with(byte[] canonicalForm) {
        return new PublishableEdition(document, edition, digest, canonicalForm);
    }
}
