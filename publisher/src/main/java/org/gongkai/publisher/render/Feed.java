package org.gongkai.publisher.render;

import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.render.view.Item;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The newest documents of the site, a section or a unit, for those who subscribe: as Atom (RFC
 * 4287) and as JSON Feed 1.1.
 *
 * @param list which documents
 * @param path the address of the page that it stands for
 * @param author who speaks for all of them; blank for the title
 */
record Feed(ListKey list, String path, String title, String author) {
    static final int LENGTH = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String atomPath() {
        return path + "feed.atom";
    }

    String jsonPath() {
        return path + "feed.json";
    }

    private List<ReleasedDocument> newest(Lookup lookup) {
        List<ReleasedDocument> newest = lookup.newest(list, LENGTH);
        newest.forEach(lookup::dates);
        return newest;
    }

    byte[] atom(Lookup lookup) {
        String origin = lookup.shared().identity.origin();
        List<ReleasedDocument> newest = newest(lookup);
        Items items = new Items(lookup);
        StringBuilder xml = new StringBuilder(4096);
        xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
        element(xml, "id", "urn:uuid:" + nameOf(origin + atomPath()));
        element(xml, "title", title);
        element(xml, "updated", ShanghaiTime.iso(latest(newest)));
        link(xml, "self", "application/atom+xml", origin + atomPath());
        link(xml, "alternate", "text/html", origin + path);
        author(xml, author.isBlank() ? title : author);
        for (ReleasedDocument document : newest) {
            entry(xml, origin, document, items.item(document));
        }
        return xml.append("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] json(Lookup lookup) {
        String origin = lookup.shared().identity.origin();
        Items items = new Items(lookup);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("version", "https://jsonfeed.org/version/1.1");
            json.writeStringProperty("title", title);
            json.writeStringProperty("home_page_url", origin + path);
            json.writeStringProperty("feed_url", origin + jsonPath());
            json.writeStringProperty("language", "zh-CN");
            authors(json, author.isBlank() ? title : author);
            json.writeArrayPropertyStart("items");
            for (ReleasedDocument document : newest(lookup)) {
                item(json, origin, document, items.item(document));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        // No reader may take it for a page, whatever it is served as.
        return bytes.toString(StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void item(
            JsonGenerator json, String origin, ReleasedDocument document, Item item) {
        json.writeStartObject();
        json.writeStringProperty("id", "urn:uuid:" + document.id());
        json.writeStringProperty("url", origin + item.href());
        json.writeStringProperty("title", item.title());
        json.writeStringProperty("content_text", item.summary());
        if (item.picture() != null) {
            json.writeStringProperty("image", origin + item.picture().src());
        }
        json.writeStringProperty(
                "date_published", ShanghaiTime.iso(document.live().firstPublished()));
        json.writeStringProperty("date_modified", ShanghaiTime.iso(document.live().published()));
        authors(json, item.unit());
        json.writeEndObject();
    }

    private static void authors(JsonGenerator json, String name) {
        json.writeArrayPropertyStart("authors");
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void entry(
            StringBuilder xml, String origin, ReleasedDocument document, Item item) {
        xml.append("<entry>\n");
        element(xml, "id", "urn:uuid:" + document.id());
        element(xml, "title", item.title());
        element(xml, "published", ShanghaiTime.iso(document.live().firstPublished()));
        element(xml, "updated", ShanghaiTime.iso(document.live().published()));
        link(xml, "alternate", "text/html", origin + item.href());
        author(xml, item.unit());
        element(xml, "summary", item.summary());
        xml.append("</entry>\n");
    }

    private static Instant latest(List<ReleasedDocument> documents) {
        return documents.stream()
                .map(document -> document.live().published())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static UUID nameOf(String address) {
        return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
    }

    private static void author(StringBuilder xml, String name) {
        xml.append("<author>");
        element(xml, "name", name);
        xml.append("</author>\n");
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
}
