package org.gongkai.publisher.render;

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
}
