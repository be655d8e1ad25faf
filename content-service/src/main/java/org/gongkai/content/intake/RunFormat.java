package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Formats of a piece of text, as its properties and its style say. */
final class RunFormat {
    boolean bold;
    boolean italic;
    boolean underlined;
    boolean struck;
    boolean hidden;

    /** {@code superscript}, {@code subscript}, or anything else for none. */
    String vertical = "";

    /** Six hexadecimal digits; anything else for none. */
    String colour = "";

    RunFormat copy() {
        RunFormat copy = new RunFormat();
        copy.bold = bold;
        copy.italic = italic;
        copy.underlined = underlined;
        copy.struck = struck;
        copy.hidden = hidden;
        copy.vertical = vertical;
        copy.colour = colour;
        return copy;
    }

    boolean looksLike(RunFormat other) {
        return bold == other.bold
                && italic == other.italic
                && underlined == other.underlined
                && struck == other.struck
                && hidden == other.hidden
                && vertical.equals(other.vertical)
                && colour.equals(other.colour);
    }

    void append(Element host, String text) {
        Element inner = host;
        if (!colour.isEmpty() && colour.matches("[0-9A-Fa-f]{6}")) {
            inner = inner.appendElement("span").attr("style", "color: #" + colour);
        }
        inner = bold ? inner.appendElement("strong") : inner;
        inner = italic ? inner.appendElement("em") : inner;
        inner = underlined ? inner.appendElement("u") : inner;
        inner = struck ? inner.appendElement("s") : inner;
        inner = vertical.equals("superscript") ? inner.appendElement("sup") : inner;
        inner = vertical.equals("subscript") ? inner.appendElement("sub") : inner;
        inner.appendChild(new TextNode(text));
    }
}
