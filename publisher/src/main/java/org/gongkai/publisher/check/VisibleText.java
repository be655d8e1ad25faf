package org.gongkai.publisher.check;

import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What readers read in the first heading and in {@code time} elements. Sure of it as long as these
 * hold text and plain phrases, well nested.
 */
final class VisibleText {
    private static final long TIME = TagName.of("time");
    private static final long H1 = TagName.of("h1");
    private static final long TABLE = TagName.of("table");
    private static final long A = TagName.of("a");
    private static final long[] SPACED = TagName.set("br", "img", "svg", "math");
    private static final long[] VOID = TagName.set("br", "wbr", "img");
    private static final long[] DRAWING = TagName.set("svg", "math");
    private static final long[] PHRASES =
            TagName.set(
                    ("a span em strong b i u s small mark code abbr sub sup time h1 br wbr img svg math")
                            .split(" "));
    private static final int NONE = -1;
    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final char SOFT_HYPHEN = '\u00AD';
    private static final char ZERO_WIDTH_SPACE = '\u200B';

    private final byte[] html;
    private final List<String> times = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String heading;
    private long[] open = new long[16];
    private int depth;
    private int timeFrom = NONE;
    private boolean tables;
    private boolean sure = true;

    VisibleText(byte[] html) {
        this.html = html;
    }

    @Nullable String heading() {
        return heading;
    }

    List<String> times() {
        return times;
    }

    boolean isSure() {
        return sure && depth == 0;
    }

    void start(Tag tag) {
        long name = tag.name();
        if (tag.isForeign()) {
            if (depth > 0 && !tag.isSelfClosing()) {
                push(name);
            }
            return;
        }
        tables |= name == TABLE;
        if (depth > 0 ? !TagName.isIn(PHRASES, name) : name != TIME && name != H1) {
            sure &= depth == 0;
            return;
        }
        if (name == H1) {
            // A heading in a table may come to stand before one that was written earlier.
            sure &= depth == 0 && (heading == null || !tables);
        } else if (name == A) {
            sure &= timeFrom == NONE; // a link in a link ends what is open in between
        }
        if (depth == 0) {
            text.setLength(0);
        }
        if (TagName.isIn(SPACED, name)) {
            text.append(' ');
        }
        if (name == TIME) {
            sure &= timeFrom == NONE;
            timeFrom = text.length();
        }
        if (!TagName.isIn(VOID, name) && !(tag.isSelfClosing() && TagName.isIn(DRAWING, name))) {
            push(name);
        }
    }

    void end(Tag tag) {
        if (depth == 0) {
            return;
        }
        long name = tag.name();
        depth--;
        sure &= open[depth] == name;
        if (TagName.isIn(SPACED, name)) {
            text.append(' ');
        } else if (name == TIME && timeFrom != NONE) {
            times.add(squeezed(timeFrom));
            timeFrom = NONE;
        } else if (name == H1 && heading == null) {
            heading = squeezed(0);
        }
    }

    void text(int from, int to) {
        if (depth > 0) {
            String piece = new String(html, from, to - from, StandardCharsets.UTF_8);
            sure &= !piece.startsWith("<![CDATA[") && piece.indexOf('\0') < 0;
            text.append(piece.indexOf('&') < 0 ? piece : Parser.unescapeEntities(piece, false));
        }
    }

    private void push(long name) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = name;
    }

    /** As readers see it: white space as one space, and nothing of what has no width. */
    private String squeezed(int from) {
        StringBuilder squeezed = new StringBuilder(text.length() - from);
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 0x80 && Tag.isSpace((byte) c) || c == NO_BREAK_SPACE) {
                if (!squeezed.isEmpty() && squeezed.charAt(squeezed.length() - 1) != ' ') {
                    squeezed.append(' ');
                }
            } else if (c != ZERO_WIDTH_SPACE && c != SOFT_HYPHEN) {
                squeezed.append(c);
            }
        }
        return squeezed.toString().trim();
    }
}
