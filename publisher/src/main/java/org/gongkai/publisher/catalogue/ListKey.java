package org.gongkai.publisher.catalogue;

import org.gongkai.publisher.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/**
 * Which list: by what documents stand together, and which of its kind.
 *
 * @param key the section's, unit's or kind's key, the tag's slug, or the month as {@code yyyy-mm}
 */
public record ListKey(Shelf shelf, String key) {
    /** Everything that is live. */
    public static final ListKey ALL = new ListKey(Shelf.ALL, "");

    private static final int SLUG = 12;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** By what documents stand together. */
    public enum Shelf {
        ALL,
        SECTION,
        UNIT,
        KIND,
        /** Those of a kind that have a picture for a card. */
        PICTURED,
        TAG,
        MONTH
    }

    /** The month, in Shanghai, in which something became public. */
    public static String month(Instant published) {
        return YearMonth.from(published.atZone(SHANGHAI)).toString();
    }

    /** The list of a tag. */
    public static ListKey ofTag(String tag) {
        return new ListKey(Shelf.TAG, slug(tag));
    }

    /**
     * A name for a tag that stands in addresses and in records that are kept for long: what people
     * wrote cannot be read from it.
     */
    public static String slug(String tag) {
        return Sha256.of(tag.getBytes(StandardCharsets.UTF_8)).hex().substring(0, SLUG);
    }

    /** The lists in which a document stands. */
    static Set<ListKey> of(ReleasedDocument document) {
        Set<ListKey> keys = new HashSet<>();
        keys.add(ALL);
        keys.add(new ListKey(Shelf.SECTION, document.section()));
        keys.add(new ListKey(Shelf.UNIT, document.unit()));
        keys.add(new ListKey(Shelf.KIND, document.kind()));
        keys.add(new ListKey(Shelf.MONTH, month(document.live().firstPublished())));
        if (document.facts().pictured()) {
            keys.add(new ListKey(Shelf.PICTURED, document.kind()));
        }
        document.tags().forEach(tag -> keys.add(ofTag(tag)));
        return keys;
    }
}
