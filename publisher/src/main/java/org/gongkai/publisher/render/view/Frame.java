package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What surrounds the content of one page: head, breadcrumbs, navigation.
 *
 * @param face the class of the body, by which the style sheet knows the page
 * @param title the title of the window
 * @param canonical the page's absolute address, null if it must not be found (404, 410)
 * @param meta the {@code name} tags, in the order in which they appear
 * @param graph the Open Graph properties
 * @param linkedData schema.org JSON-LD, safe inside a script element; null if there is none
 * @param section the key of the section that the page belongs to, null if none
 */
public record Frame(
        Site site,
        String face,
        String title,
        @Nullable String canonical,
        List<Meta> meta,
        List<Meta> graph,
        @Nullable String linkedData,
        List<Link> breadcrumbs,
        @Nullable String section,
        Link feed) {
    public Words words() {
        return site.words();
    }

    /** The same feed as JSON. */
    public String jsonFeed() {
        return feed.href().replace("feed.atom", "feed.json");
    }
}
