package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A document in a list.
 *
 * @param date the public date, {@code yyyy-mm-dd}
 * @param shape of its picture on a card, as a class of the style sheet, such as {@code shape-16x9}
 * @param mark the drawing upon that picture, null for none
 * @param label the word for a kind worth telling (视频, 图集), null for plain text
 * @param unit the responsible unit's name
 * @param picture its picture, null if the document has none
 * @param cover the picture as cards show it: cut to their shape around its focal point
 */
public record Item(
        String title,
        String href,
        String date,
        String shape,
        @Nullable String mark,
        @Nullable String label,
        String unit,
        String summary,
        @Nullable Picture picture,
        @Nullable Picture cover) {
    /** Month and day, {@code mm-dd}. */
    public String day() {
        return date.substring(5);
    }
}
