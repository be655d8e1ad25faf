package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A document in a list.
 *
 * @param date the public date, {@code yyyy-mm-dd}
 * @param kind the document's kind, such as {@code video}
 * @param label the word for a kind worth telling (视频, 图集), null for plain text
 * @param unit the responsible unit's name
 * @param picture a picture for cards, null if the document has none
 */
public record Item(
        String title,
        String href,
        String date,
        String kind,
        @Nullable String label,
        String unit,
        String summary,
        @Nullable Picture picture) {
    /** Month and day, {@code mm-dd}. */
    public String day() {
        return date.substring(5);
    }
}
