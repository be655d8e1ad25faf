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
 * @param bytes renders the page; safe to call from any thread, equal bytes every time
 */
public record Page(String path, int status, @Nullable UUID edition, Rendering bytes) {

    /** Renders one page to UTF-8 bytes. */
    @FunctionalInterface
    public interface Rendering {
        byte[] render();
    }
}
