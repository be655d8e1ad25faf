package org.gongkai.publisher;

/**
 * The site-level text that two people approved: names, sections, navigation, lead story, footer
 * (decision 2).
 *
 * @param digest the digest that its approvals name
 * @param canonicalForm the canonical form {@code gongkai-site/1} (docs/model.md)
 */
public record PublishableSite(Sha256 digest, byte[] canonicalForm) {
    public PublishableSite {
        Sha256 actual = Sha256.of(canonicalForm);
        if (!actual.equals(digest)) {
            throw new DigestMismatch("the site revision", digest, actual);
        }
    }
}
