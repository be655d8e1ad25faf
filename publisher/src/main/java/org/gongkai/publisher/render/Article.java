package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A document as a release shows it.
 *
 * @param firstPublished the instant of the document's first release: its public date
 * @param published the instant of this edition's release; later than the first for an updated
 *     document
 * @param assets where each asset that it uses is found on the site
 */
public record Article(
        UUID document,
        UUID edition,
        Sha256 digest,
        ApprovedContent content,
        Instant firstPublished,
        Instant published,
        Map<Sha256, PublicAsset> assets) {
    public Article {
        assets = Map.copyOf(assets);
    }
}
