package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.render.view.Words;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What pages and lists make of a document, for whoever shows it elsewhere: the same body, summary
 * and picture. Thread-safe.
 */
public final class Excerpt {
    private static final Words WORDS = Theme.wordsFromClassPath();

    private Excerpt() {}

    /**
     * The approved body as the document's page shows it: links to what is not live are plain text
     * (decision 5), pictures have their candidates.
     *
     * @param paths the public path of a document, empty if it is not live
     */
    public static String body(Article article, Function<UUID, Optional<String>> paths) {
        return new Body(paths, article, WORDS).html();
    }

    /** The summary, or the beginning of the body. */
    public static String summary(Article article) {
        return Items.summary(article, Items.SUMMARY);
    }

    /** The picture that stands for the document in cards. */
    public static Optional<AssetUse> cover(Article article) {
        return article.content()
                .covers()
                .filter(use -> Pictures.of(article, use).isPresent())
                .findFirst();
    }
}
