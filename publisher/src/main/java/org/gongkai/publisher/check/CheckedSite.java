package org.gongkai.publisher.check;

import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteContents;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the gate looks at.
 *
 * @param host the host under which readers reach the site
 * @param paths every path that answers 200
 * @param elsewhere beginnings of paths that another part of the server answers, such as {@code
 *     /api/}
 */
record CheckedSite(
        SiteContents contents,
        String origin,
        String host,
        Set<String> paths,
        Set<String> elsewhere,
        Map<UUID, Article> byEdition,
        Map<UUID, Article> byDocument) {

    static CheckedSite of(
            SiteContents contents,
            String origin,
            String host,
            Set<String> paths,
            Set<String> elsewhere) {
        return new CheckedSite(
                contents,
                origin,
                host,
                paths,
                elsewhere,
                contents.articles().stream()
                        .collect(Collectors.toMap(Article::edition, Function.identity())),
                contents.articles().stream()
                        .collect(Collectors.toMap(Article::document, Function.identity())));
    }

    Optional<Article> article(CheckedPage page) {
        return Optional.ofNullable(page.edition()).map(byEdition::get);
    }

    /** Whether a reader who follows this path finds something. */
    boolean answers(String path) {
        if (elsewhere.stream().anyMatch(path::startsWith)) {
            return true;
        }
        return paths.contains(path)
                || paths.contains(path.endsWith("/") ? path + "index.html" : path + "/index.html");
    }
}
