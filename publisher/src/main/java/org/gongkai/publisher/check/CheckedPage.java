package org.gongkai.publisher.check;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** A rendered HTML page, parsed. */
record CheckedPage(String path, int status, @Nullable UUID edition, Document html) {

    /** The values of a metadata tag, in exact case. */
    List<String> meta(String name) {
        return html.getElementsByTag("meta").stream()
                .filter(tag -> tag.attr("name").equals(name))
                .map(tag -> tag.attr("content"))
                .toList();
    }

    /** The value of a tag that stands on the page once and is not empty. */
    @Nullable String onlyMeta(String name) {
        List<String> values = meta(name);
        return values.size() == 1 && !values.getFirst().isBlank() ? values.getFirst() : null;
    }

    boolean isArticle() {
        return edition != null && status == 200;
    }

    @Nullable Element first(String selector) {
        return html.selectFirst(selector);
    }
}
