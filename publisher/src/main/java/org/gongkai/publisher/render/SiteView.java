package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.ReleasedDocument;

import java.time.Instant;

/**
 * One state of the site, to be rendered.
 *
 * @param at the release instant
 */
public record SiteView(
        long release, Instant at, SiteText text, Catalogue catalogue, Articles articles) {

    /** Reads documents. Thread-safe. */
    @FunctionalInterface
    public interface Articles {
        /** A live document of this state with its content and its media. */
        Article read(ReleasedDocument document);
    }
}
