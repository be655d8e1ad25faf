package org.gongkai.publisher.render;

import org.gongkai.publisher.render.view.Picture;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a document, and nothing that its content does not say.
 *
 * @param label the word for a kind worth telling, null for plain text
 * @param unit the key of the responsible unit
 * @param picture null if the document has none
 * @param crop the part of it that cards show, null if none was made
 */
record Card(
        String title,
        String path,
        @Nullable String label,
        String unit,
        String summary,
        @Nullable Picture picture,
        Pictures.@Nullable Crop crop) {}
