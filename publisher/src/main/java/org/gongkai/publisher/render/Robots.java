package org.gongkai.publisher.render;

import java.nio.charset.StandardCharsets;

/** The file {@code robots.txt} (RFC 9309). */
final class Robots {
    private Robots() {}

    static byte[] of(String origin) {
        return ("User-agent: *\nDisallow: /search/?\nDisallow: /api/\n\nSitemap: "
                        + origin
                        + "/sitemap.xml\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
