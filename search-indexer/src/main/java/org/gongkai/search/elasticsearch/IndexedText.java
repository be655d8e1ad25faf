package org.gongkai.search.elasticsearch;

import org.gongkai.search.BucketSum;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.text.ExactTokens;
import org.gongkai.search.text.Syllables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A document in the shape of the mapping.
 *
 * <p>Text is taken as it stands but for what no page can show: control characters, half surrogate
 * pairs, and noncharacters. The query side relies on the last, because it marks highlights with
 * noncharacters.
 */
public final class IndexedText {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedText.class);

    /** Between a key and its name; no key has it. */
    public static final char CHOICE_NAME = '\n';

    private static final int LONGEST_TEXT = 2_000_000;

    private final Syllables syllables;

    IndexedText(Syllables syllables) {
        this.syllables = syllables;
    }

    Map<String, Object> of(SearchDocument document) {
        String title = clean(document.title());
        String body = text(document, document.body());
        String attachments = text(document, document.attachments());
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("id", document.id());
        source.put("digest", document.digest());
        source.put("bucket", BucketSum.bucket(document.id()));
        source.put("check", BucketSum.check(document.id(), document.digest()));
        source.put("url", document.url());
        source.put("title", title);
        source.put("body", body);
        source.put("attachments", attachments);
        source.put("kind", document.kind());
        source.put("section", document.section());
        source.put("sectionName", clean(document.sectionName()));
        source.put("sectionChoice", choice(document.section(), clean(document.sectionName())));
        source.put("unit", document.unit());
        source.put("unitName", clean(document.unitName()));
        source.put("unitChoice", choice(document.unit(), clean(document.unitName())));
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
        putReadings(source, document);
        String number = document.documentNumber() == null ? "" : document.documentNumber();
        String all = String.join("\n", title, number, body, attachments);
        source.put("numbers", ExactTokens.numbers(all));
        source.put("dates", dates(document, all));
        return source;
    }

    /** What the engine cannot do for itself: it knows no pinyin. */
    private void putReadings(Map<String, Object> source, SearchDocument document) {
        List<String> title = syllables.spelled(document.title());
        source.put("titlePinyin", title);
        source.put("titleInitials", title.stream().map(Syllables::initials).toList());
        source.put(
                "namePinyin",
                Stream.concat(
                                Stream.of(document.sectionName(), document.unitName()),
                                document.tags().stream())
                        .map(syllables::spelled)
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    private static List<String> dates(SearchDocument document, String text) {
        Set<String> dates = new LinkedHashSet<>(ExactTokens.dates(text));
        if (document.documentDate() != null) {
            dates.addAll(ExactTokens.dates(document.documentDate().toString()));
        }
        return List.copyOf(dates);
    }

    /** Longer than any book; the engine takes requests of a hundred megabytes at most. */
    private static String text(SearchDocument document, String text) {
        if (text.length() <= LONGEST_TEXT) {
            return clean(text);
        }
        LOG.warn(
                "Of document {} only the first {} of {} characters can be found",
                document.id(),
                LONGEST_TEXT,
                text.length());
        return clean(text.substring(0, LONGEST_TEXT));
    }

    /** A field and its value as the one token by which it is found. */
    public static String token(String field, String value) {
        return field + "=" + value;
    }

    /** A key and its name as one value, so that counting the one costs no look at the other. */
    static String choice(String key, String name) {
        return key + CHOICE_NAME + name;
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
