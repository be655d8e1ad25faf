package org.gongkai.search.elasticsearch;

import org.gongkai.search.SearchDocument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document in the shape of the mapping.
 *
 * <p>Text is taken as it stands but for what no page can show: control characters, half surrogate
 * pairs, and noncharacters. The query side relies on the last, because it marks highlights with
 * noncharacters.
 */
public final class IndexedText {
    private IndexedText() {}

    static Map<String, Object> of(SearchDocument document) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("id", document.id());
        source.put("digest", document.digest());
        source.put("url", document.url());
        source.put("title", clean(document.title()));
        source.put("body", clean(document.body()));
        source.put("kind", document.kind());
        source.put("section", document.section());
        source.put("sectionName", clean(document.sectionName()));
        source.put("unit", document.unit());
        source.put("unitName", clean(document.unitName()));
        List<String> tags = document.tags().stream().map(IndexedText::clean).toList();
        source.put("tags", tags);
        source.put("publishedAt", document.publishedAt().toString());
        if (document.documentNumber() != null) {
            source.put("documentNumber", clean(document.documentNumber()));
        }
        if (document.documentDate() != null) {
            source.put("documentDate", document.documentDate().toString());
        }
        List<String> fields =
                new TreeMap<>(document.fields())
                        .entrySet().stream()
                                .map(field -> token(field.getKey(), clean(field.getValue())))
                                .toList();
        source.put("fields", fields);
        return source;
    }

    /** A field and its value as the one token by which it is found. */
    public static String token(String field, String value) {
        return field + "=" + value;
    }

    static String clean(String text) {
        if (text.codePoints().noneMatch(IndexedText::unprintable)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> kept.appendCodePoint(unprintable(c) ? ' ' : c));
        return kept.toString();
    }

    private static boolean unprintable(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
        return control || halfPair || noncharacter;
    }
}
