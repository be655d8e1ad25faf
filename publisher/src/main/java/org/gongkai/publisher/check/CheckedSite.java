package org.gongkai.publisher.check;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteContents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

    Optional<Article> byEdition(UUID edition);

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
     * The site of these contents, looked up in tables of all of them.
     *
     * @param files the path of every file that answers 200
     */
    static CheckedSite of(SiteContents contents, Set<String> files) {
        return new ContentsInTables(contents, files);
    }
}
