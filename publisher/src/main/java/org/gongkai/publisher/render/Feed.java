package org.gongkai.publisher.render;

import org.gongkai.publisher.render.view.Item;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An Atom feed (RFC 4287) of the newest documents of the site or of a section. */
final class Feed {
    static final int LENGTH = 20;

    /**
     * @param path the feed's own path
     * @param alternate the path of the page that it stands for
     * @param articles newest first; not empty
     */
    static byte[] atom(
            String origin,
            String path,
            String alternate,
            String title,
            String author,
            List<Article> articles,
            Items items) {
        List<Article> newest = articles.subList(0, Math.min(LENGTH, articles.size()));
        StringBuilder xml = new StringBuilder(4096);
        xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
        element(xml, "id", "urn:uuid:" + nameOf(origin + path));
        element(xml, "title", title);
        element(xml, "updated", ShanghaiTime.iso(latest(newest)));
        link(xml, "self", "application/atom+xml", origin + path);
        link(xml, "alternate", "text/html", origin + alternate);
        xml.append("<author>");
        element(xml, "name", author.isBlank() ? title : author);
        xml.append("</author>\n");
        for (Article article : newest) {
            entry(xml, origin, article, items.item(article));
        }
        return xml.append("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void entry(StringBuilder xml, String origin, Article article, Item item) {
        xml.append("<entry>\n");
        element(xml, "id", "urn:uuid:" + article.document());
        element(xml, "title", item.title());
        element(xml, "published", ShanghaiTime.iso(article.firstPublished()));
        element(xml, "updated", ShanghaiTime.iso(article.published()));
        link(xml, "alternate", "text/html", origin + item.href());
        xml.append("<author>");
        element(xml, "name", item.unit());
        xml.append("</author>\n");
        element(xml, "summary", item.summary());
        xml.append("</entry>\n");
    }

    private static Instant latest(List<Article> articles) {
        return articles.stream()
                .map(Article::published)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static UUID nameOf(String address) {
        return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
    }

    private static void link(StringBuilder xml, String relation, String type, String href) {
        xml.append("<link rel=\"")
                .append(relation)
                .append("\" type=\"")
                .append(type)
                .append("\" href=\"")
                .append(Xml.escape(href))
                .append("\"/>\n");
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>').append(Xml.escape(text));
        xml.append("</").append(name).append(">\n");
    }

    private Feed() {}
}
