package org.gongkai.content.html;

import org.jsoup.nodes.Element;

/**
 * What of the look of a block has a meaning: to which side it is set, and how far it is set in.
 *
 * @param alignment one of {@link BodyRules#ALIGNMENTS}, empty for the usual one
 * @param indent one of {@link BodyRules#INDENTS}, empty for none
 */
record Dress(String alignment, String indent) {
    static final Dress PLAIN = new Dress("", "");

    /**
     * The dress of what stands inside the element: its own, and what it does not say, from outside.
     */
    Dress inside(Element source) {
        String alignment = TextStyle.alignment(source);
        String indent = TextStyle.indent(source);
        return new Dress(
                alignment.isEmpty() ? this.alignment : alignment,
                indent.isEmpty() ? this.indent : indent);
    }

    void putOn(Element block) {
        String classes = (alignment + " " + indent).strip();
        if (!classes.isEmpty()) {
            block.attr("class", classes);
        }
    }
}
