package org.gongkai.content.intake;

import org.jspecify.annotations.Nullable;

/** What a paragraph's properties say of it; lengths in twips. */
final class ParagraphFormat {
    String style = "";

    /** As Office Open XML names it; only {@code center}, {@code right} and {@code end} matter. */
    String alignment = "";

    int outline = WordStyles.NO_LEVEL;
    int indent;
    boolean breakBefore;
    boolean deleted;
    WordNumbering.Place numbering = WordNumbering.Place.NONE;
    boolean numbered;

    /** The number that is written before it; all that is known of it where nothing counts it. */
    WordNumbering.@Nullable Marker marker;

    ParagraphFormat copy() {
        ParagraphFormat copy = new ParagraphFormat();
        copy.style = style;
        copy.alignment = alignment;
        copy.outline = outline;
        copy.indent = indent;
        copy.breakBefore = breakBefore;
        copy.deleted = deleted;
        copy.numbering = numbering;
        copy.numbered = numbered;
        copy.marker = marker;
        return copy;
    }
}
