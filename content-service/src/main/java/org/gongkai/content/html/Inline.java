package org.gongkai.content.html;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of inline content that is being collected: text, line breaks and pictures, each within the
 * formats that are open at its place. White space collapses across formats, blanks at the ends of
 * lines go, and a line of Chinese that was broken in the source is joined without a space.
 */
final class Inline {
    private sealed interface Piece {
        record Text(StringBuilder text, List<Element> formats) implements Piece {}

        record Break() implements Piece {}

        record Picture(Element picture, List<Element> formats) implements Piece {}
    }

    private static final int MOST_BREAKS = 2;
    private static final int LINE_START = -1;
    private static final int PICTURE = -2;

    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder gap = new StringBuilder();
    private int breaks;
    private int last = LINE_START;
    private List<Element> lastFormats = List.of();

    /**
     * Adds text.
     *
     * @param formats the open formats, outermost first; not changed afterwards
     */
    void text(String text, List<Element> formats) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (CleanText.blank(c)) {
                gap.appendCodePoint(c);
            } else {
                fill(c, formats);
                write(Character.toString(c), formats);
                last = c;
                lastFormats = formats;
            }
        }
    }

    void lineBreak() {
        if (last != LINE_START || breaks > 0) {
            breaks++;
        }
        gap.setLength(0);
        last = LINE_START;
    }

    void picture(Element picture, List<Element> formats) {
        fill(PICTURE, formats);
        pieces.add(new Piece.Picture(picture, formats));
        last = PICTURE;
        lastFormats = formats;
    }

    /** Whether there is nothing to show. */
    boolean blank() {
        return pieces.isEmpty();
    }

    /** Puts what was collected at the end of an element, and starts again with nothing. */
    void moveTo(Element host) {
        new Appender(host).append(pieces);
        clear();
    }

    void clear() {
        pieces.clear();
        gap.setLength(0);
        breaks = 0;
        last = LINE_START;
        lastFormats = List.of();
    }

    /** Writes the breaks or the blanks between what was last written and what comes next. */
    private void fill(int next, List<Element> formats) {
        for (int i = 0; i < Math.min(breaks, MOST_BREAKS); i++) {
            pieces.add(new Piece.Break());
        }
        breaks = 0;
        if (last != LINE_START && !gap.isEmpty()) {
            String between = collapsed(last, next);
            if (!between.isEmpty()) {
                int shared = shared(lastFormats, formats);
                write(
                        between,
                        shared == lastFormats.size() ? lastFormats : formats.subList(0, shared));
            }
        }
        gap.setLength(0);
    }

    private String collapsed(int before, int after) {
        if (gap.chars().allMatch(CleanText::collapses)) {
            boolean joined =
                    gap.indexOf("\n") >= 0
                            && (before == PICTURE || CleanText.joinsWithoutSpace(before))
                            && (after == PICTURE || CleanText.joinsWithoutSpace(after));
            return joined ? "" : " ";
        }
        return gap.toString().replaceAll("[ \\t\\n]+", " ");
    }

    private void write(String text, List<Element> formats) {
        if (!pieces.isEmpty()
                && pieces.getLast() instanceof Piece.Text(StringBuilder written, var open)
                && open.size() == formats.size()
                && shared(open, formats) == formats.size()) {
            written.append(text);
        } else {
            pieces.add(new Piece.Text(new StringBuilder(text), formats));
        }
    }

    /** How many of the outermost formats are the same, or cannot be told apart. */
    private static int shared(List<Element> some, List<Element> others) {
        int shared = 0;
        while (shared < some.size()
                && shared < others.size()
                && same(some.get(shared), others.get(shared))) {
            shared++;
        }
        return shared;
    }

    private static boolean same(Element one, Element other) {
        return one == other
                || (one.normalName().equals(other.normalName())
                        && !one.normalName().equals("a")
                        && !one.hasAttr("id")
                        && !other.hasAttr("id")
                        && one.className().equals(other.className()));
    }

    /** Writes pieces into a host, opening and closing formats as they change. */
    private static final class Appender {
        private final Element host;
        private List<Element> formats = List.of();
        private final List<Element> open = new ArrayList<>();

        Appender(Element host) {
            this.host = host;
        }

        void append(List<Piece> pieces) {
            for (Piece piece : pieces) {
                switch (piece) {
                    case Piece.Break() -> reopen(List.of()).appendElement("br");
                    case Piece.Picture(Element picture, var around) ->
                            reopen(around).appendChild(picture);
                    case Piece.Text(StringBuilder text, var around) ->
                            reopen(around).appendChild(new TextNode(text.toString()));
                }
            }
        }

        private Element reopen(List<Element> wanted) {
            int kept = shared(formats, wanted);
            while (open.size() > kept) {
                open.removeLast();
            }
            for (Element format : wanted.subList(kept, wanted.size())) {
                Element copy = format.shallowClone();
                innermost().appendChild(copy);
                open.add(copy);
            }
            formats = wanted;
            return innermost();
        }

        private Element innermost() {
            @Nullable Element last = open.isEmpty() ? null : open.getLast();
            return last == null ? host : last;
        }
    }
}
