package org.gongkai.publisher.render;

import java.util.Map;
import java.util.TreeMap;

/** The HTML of the sample site, for tests of other packages. */
public final class SamplePages {
    private SamplePages() {}

    /** Every HTML page by its path. */
    public static Map<String, byte[]> html() {
        Map<String, byte[]> pages = new TreeMap<>(RenderedSite.of(SampleSite.contents()).bytes());
        pages.keySet().removeIf(path -> !path.endsWith(".html"));
        return pages;
    }
}
