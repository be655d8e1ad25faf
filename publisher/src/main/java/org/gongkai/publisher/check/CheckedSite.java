package org.gongkai.publisher.check;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteView;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the gate asks about the site that a release is about to show. It asks for single things, so
 * that the answers may come from anywhere. Implementations are thread-safe, and answer in a time
 * that does not grow with the site.
 */
public interface CheckedSite {

    /** The release instant. */
    Instant at();

    SiteText text();

    Optional<SiteText.Section> section(String key);

    Optional<Article> byDocument(UUID document);

    /** The document whose own page has this file, such as {@code /policy/1/index.html}. */
    Optional<Article> byPage(String file);

    /**
     * Whether the site has a file of this path, such as {@code /news/index.html}, as status 200.
     */
    boolean answers(String file);

    /**
     * When a section last got something: the newest instant at which what it shows was released.
     */
    Optional<Instant> newestIn(String section);

    default boolean sectionIsFilled(String key) {
        return newestIn(key).isPresent();
    }

    /**
     * One state of the site.
     *
     * @param files whether there is a file of this path as status 200
     */
    static CheckedSite of(SiteView view, Predicate<String> files) {
        return new CheckedView(view, files);
    }
}
