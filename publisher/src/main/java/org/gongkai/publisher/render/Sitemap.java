package org.gongkai.publisher.render;

import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sitemap (sitemaps.org): an index over one part for the pages of the site and parts for the
 * documents that fill from the oldest, so that a new document rewrites one part (decision 8).
 */
final class Sitemap {
    static final int PART = 1000;
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final String origin;
    private final List<ReleasedDocument> newestFirst;

    Sitemap(Lookup lookup) {
        this.origin = lookup.shared().identity.origin();
        this.newestFirst = lookup.shared().catalogue().documents();
    }

    static int parts(int documents) {
        return (documents + PART - 1) / PART;
    }

    static String pathOf(String part) {
        return "/sitemap/" + part + ".xml";
    }

    /** Names every part with the date of what changed last in it. */
    byte[] index(Lookup lookup) {
        StringBuilder xml = start("sitemapindex");
        entry(xml, "sitemap", pathOf("pages"), null);
        for (int part = 1; part <= parts(newestFirst.size()); part++) {
            lookup.latest(part);
            Instant latest = latest(newestFirst, part).orElse(null);
            entry(xml, "sitemap", pathOf(Integer.toString(part)), latest);
        }
        lookup.latest(parts(newestFirst.size()) + 1);
        return end(xml, "sitemapindex");
    }

    byte[] documents(int part, Lookup lookup) {
        lookup.mapped(part);
        StringBuilder xml = start("urlset");
        for (ReleasedDocument document : part(newestFirst, part)) {
            entry(xml, "url", document.path(), document.live().published());
        }
        return end(xml, "urlset");
    }

    byte[] pages(List<String> paths) {
        StringBuilder xml = start("urlset");
        paths.forEach(path -> entry(xml, "url", path, null));
        return end(xml, "urlset");
    }

    /** A part's documents, oldest first; parts count from 1. */
    static List<ReleasedDocument> part(List<ReleasedDocument> newestFirst, int part) {
        int end = newestFirst.size() - (part - 1) * PART;
        return end <= 0
                ? List.of()
                : new ArrayList<>(newestFirst.subList(Math.max(0, end - PART), end)).reversed();
    }

    /** When anything in a part changed last; empty if there is no such part. */
    static Optional<Instant> latest(List<ReleasedDocument> newestFirst, int part) {
        return part(newestFirst, part).stream()
                .map(document -> document.live().published())
                .max(Instant::compareTo);
    }

    private static StringBuilder start(String root) {
        return new StringBuilder(4096)
                .append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<")
                .append(root)
                .append(" xmlns=\"")
                .append(NAMESPACE)
                .append("\">\n");
    }

    private void entry(StringBuilder xml, String name, String path, @Nullable Instant modified) {
        xml.append('<').append(name).append("><loc>").append(Xml.escape(origin + path));
        xml.append("</loc>");
        if (modified != null) {
            xml.append("<lastmod>").append(ShanghaiTime.iso(modified)).append("</lastmod>");
        }
        xml.append("</").append(name).append(">\n");
    }

    private static byte[] end(StringBuilder xml, String root) {
        return xml.append("</")
                .append(root)
                .append(">\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
