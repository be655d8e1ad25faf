package org.gongkai.publisher.render;

import org.gongkai.publisher.catalogue.ListKey;

/** The public paths of pages that belong to no document. */
public final class Addresses {
    private Addresses() {}

    /** The first page of a section's list; it is there if the section has a live document. */
    public static String ofSection(String key) {
        return "/" + key + "/";
    }

    /** The first page of a unit's list; it is there if the unit has a live document. */
    public static String ofUnit(String key) {
        return "/unit/" + key + "/";
    }

    /** The first page of a tag's list; it is there if a live document has the tag. */
    public static String ofTag(String tag) {
        return "/tag/" + ListKey.slug(tag) + "/";
    }

    /**
     * The first page of a month's list.
     *
     * @param month {@code yyyy-mm}
     */
    public static String ofMonth(String month) {
        return "/archive/" + month + "/";
    }
}
