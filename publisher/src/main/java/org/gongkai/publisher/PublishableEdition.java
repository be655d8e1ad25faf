package org.gongkai.publisher;

import java.util.UUID;

/**
 * An edition with the very bytes that were approved. It cannot be built from other bytes: the
 * constructor hashes them.
 *
 * @param document the document's stable id
 * @param edition the edition's id
 * @param digest the content digest that the approvals name
 * @param canonicalForm the canonical form {@code gongkai-edition/1} (docs/model.md); everything a
 *     page shows of the document comes from here
 */
public record PublishableEdition(UUID document, UUID edition, Sha256 digest, byte[] canonicalForm) {

    public PublishableEdition {
        Sha256 actual = Sha256.of(canonicalForm);
        if (!actual.equals(digest)) {
            throw new DigestMismatch(
                    "edition " + edition + " of document " + document, digest, actual);
        }
    }
}
