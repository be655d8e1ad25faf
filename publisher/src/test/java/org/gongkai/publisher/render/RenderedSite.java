package org.gongkai.publisher.render;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Every page of a site by its path, rendered. */
final class RenderedSite {
    private final Map<String, Page> pages = new TreeMap<>();
    private final Map<String, byte[]> bytes = new TreeMap<>();

    static RenderedSite of(SiteContents contents) {
        RenderedSite site = new RenderedSite();
        new ThemeRenderer(SampleSite.IDENTITY, SampleSite.KINDS)
                .theme()
                .pages(contents.view())
                .every(
                        page -> {
                            if (site.pages.put(page.path(), page) != null) {
                                throw new AssertionError("Two pages have the path " + page.path());
                            }
                            site.bytes.put(page.path(), page.rendering().render().bytes());
                        });
        return site;
    }

    Map<String, Page> pages() {
        return Collections.unmodifiableMap(pages);
    }

    Map<String, byte[]> bytes() {
        return Collections.unmodifiableMap(bytes);
    }

    /** The text of a page; a path that ends with a slash means its index.html. */
    String text(String path) {
        return new String(file(path), StandardCharsets.UTF_8);
    }

    byte[] file(String path) {
        byte[] found = bytes.get(path.endsWith("/") ? path + "index.html" : path);
        if (found == null) {
            throw new AssertionError("There is no page " + path);
        }
        return found;
    }
}
