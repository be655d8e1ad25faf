package org.gongkai.publisher.render;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * One page to be rendered.
 *
 * @param path the file's path on the site, such as {@code /policy/2020/0512-3/index.html} or {@code
 *     /sitemap.xml}
 * @param status the HTTP status it is served with: 200, 404 for the page of that name, 410 for a
 *     withdrawn document
 * @param edition the edition whose page it is, null for pages of the site
 * @param rendering renders the page; safe to call from any thread, equal bytes every time
 */
public record Page(String path, int status, @Nullable UUID edition, Rendering rendering) {

    /** Renders one page. */
    @FunctionalInterface
    public interface Rendering {
        Rendered render();
    }

    /**
     * A rendered page.
     *
     * @param bytes in UTF-8
     * @param touches what it was made from, as {@link Touch} writes it, separated by spaces
     */
    public record Rendered(byte[] bytes, String touches) {}
}
