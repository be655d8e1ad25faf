package org.gongkai.publisher.check;

import java.util.Arrays;

/**
 * The open elements of an SVG or MathML drawing, in which nothing is raw text and CDATA is text.
 * Where such a drawing could end otherwise than by its end tags, or hold HTML, it is not sure.
 */
final class ForeignContent {
    private static final long[] ROOTS = TagName.set("svg", "math");

    /** What ends a drawing, or holds HTML in it (HTML Standard, 13.2.6.5). */
    private static final long[] HTML =
            TagName.set(
                    ("b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head"
                                    + " hr i img li listing menu meta nobr ol p pre ruby s small span"
                                    + " strong strike sub sup table tt u ul var font foreignObject"
                                    + " annotation-xml")
                            .split(" "));

    /** What holds HTML in a drawing, but mostly just text. */
    private static final long[] TEXT =
            TagName.set("title", "desc", "mi", "mo", "mn", "ms", "mtext");

    private final byte[] html;
    private int[] open = new int[32];
    private int depth;
    private boolean sure = true;

    ForeignContent(byte[] html) {
        this.html = html;
    }

    boolean isOpen() {
        return depth > 0;
    }

    boolean isSure() {
        return sure;
    }

    void start(Tag tag) {
        if (depth > 0 && isHtml(tag)) {
            sure = false;
        } else if (!tag.isSelfClosing() && (depth > 0 || TagName.isIn(ROOTS, tag.name()))) {
            if (2 * depth == open.length) {
                open = Arrays.copyOf(open, 2 * open.length);
            }
            open[2 * depth] = tag.nameFrom();
            open[2 * depth + 1] = tag.nameTo();
            depth++;
        }
    }

    void end(Tag tag) {
        for (int level = depth - 1; level >= 0; level--) {
            if (TagName.isSame(
                    html, open[2 * level], open[2 * level + 1], tag.nameFrom(), tag.nameTo())) {
                depth = level;
                return;
            }
        }
        sure = false;
    }

    private boolean isHtml(Tag tag) {
        int top = 2 * (depth - 1);
        return TagName.isIn(HTML, tag.name())
                || TagName.isIn(TEXT, TagName.of(html, open[top], open[top + 1]));
    }
}
