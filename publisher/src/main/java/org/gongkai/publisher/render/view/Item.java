package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A document in a list.
 *
 * @param date the public date, {@code yyyy-mm-dd}
 * @param photo whether its picture on a card has the shape of a photograph
 * @param mark the drawing upon that picture, null for none
 * @param label the word for a kind worth telling (视频, 图集), null for plain text
 * @param unit the responsible unit's name
 * @param picture a picture for cards, null if the document has none
 */
public record Item(
        String title,
        String href,
        String date,
        boolean photo,
        @Nullable String mark,
        @Nullable String label,
        String unit,
        String summary,
        @Nullable Picture picture) {
    /** Month and day, {@code mm-dd}. */
    public String day() {
        return date.substring(5);
    }
}
