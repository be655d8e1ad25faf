package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest.LiveDocument;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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

    /** The same site as it would be if this article were live, in place of what is live of it. */
    public SiteView with(Article article) {
        ReleasedDocument document =
                new ReleasedDocument(
                        article.document(),
                        new LiveDocument(
                                article.edition(),
                                article.digest(),
                                null,
                                article.content().path(),
                                article.firstPublished(),
                                article.published()),
                        Facts.of(article.content(), List.of()));
        return new SiteView(
                release,
                at,
                text,
                catalogue.with(Map.of(article.document(), document), Map.of()),
                each -> each.id().equals(article.document()) ? article : articles.read(each));
    }
}
