package org.gongkai.publisher.render;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The sitemap (sitemaps.org): an index over one part for the pages of the site and parts for the
 * documents that fill from the oldest, so that a new document rewrites one part (decision 8).
 */
final class Sitemap {
    static final int PART = 1000;
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final String origin;
    private final List<Article> articles;

    /**
     * @param articles newest first
     */
    Sitemap(String origin, List<Article> articles) {
        this.origin = origin;
        this.articles = articles;
    }

    int parts() {
        return (articles.size() + PART - 1) / PART;
    }

    static String pathOf(String part) {
        return "/sitemap/" + part + ".xml";
    }

    byte[] index() {
        StringBuilder xml = start("sitemapindex");
        entry(xml, "sitemap", pathOf("pages"), null);
        for (int part = 1; part <= parts(); part++) {
            Instant latest =
                    part(part).stream()
                            .map(Article::published)
                            .max(Instant::compareTo)
                            .orElse(null);
            entry(xml, "sitemap", pathOf(Integer.toString(part)), latest);
        }
        return end(xml, "sitemapindex");
    }

    byte[] documents(int part) {
        StringBuilder xml = start("urlset");
        for (Article article : part(part)) {
            entry(xml, "url", article.content().path(), article.published());
        }
        return end(xml, "urlset");
    }

    byte[] pages(List<String> paths) {
        StringBuilder xml = start("urlset");
        paths.forEach(path -> entry(xml, "url", path, null));
        return end(xml, "urlset");
    }

    /** A part's documents, oldest first; parts count from 1. */
    private List<Article> part(int part) {
        int end = articles.size() - (part - 1) * PART;
        return new ArrayList<>(articles.subList(Math.max(0, end - PART), end)).reversed();
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
