package org.gongkai.publisher.check;

import org.gongkai.publisher.render.Article;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * A rendered HTML page, with what the rules ask of it.
 *
 * @param article the document whose own page it is, null if it is no document's
 */
record CheckedPage(
        String path,
        int status,
        @Nullable UUID edition,
        @Nullable Article article,
        PageFacts facts) {

    /** The value of a metadata tag that stands on the page once and is not empty. */
    @Nullable String onlyMeta(String name) {
        List<String> values = facts.meta().getOrDefault(name, List.of());
        return values.size() == 1 && !values.getFirst().isBlank() ? values.getFirst() : null;
    }

    boolean isArticle() {
        return edition != null && status == 200;
    }
}
