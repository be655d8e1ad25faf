package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Puts paragraphs into a container: as headings, items of lists, or what they are. */
final class Paragraphs {
    private static final int TWIPS_OF_A_CHARACTER = 240;

    private final TextContext context;
    private final Element container;
    private final ListNesting lists;

    Paragraphs(TextContext context, Element container) {
        this.context = context;
        this.container = container;
        this.lists = new ListNesting(container);
    }

    /** Puts what is no paragraph; it ends a list. */
    void append(Element block) {
        lists.end();
        container.appendChild(block);
    }

    /** Puts the text of a paragraph, and before it the end of a printed page. */
    void place(Element text, ParagraphFormat format, boolean pageBreak) {
        boolean blank = !text.hasText() && text.selectFirst("img") == null;
        if (format.breakBefore || pageBreak) {
            lists.end();
            container.appendElement("hr").addClass("page-break");
        }
        if (blank && format.deleted) {
            context.leftOut.add(LeftOut.What.DELETIONS);
        }
        if (blank) {
            keepAnchors(text);
            return;
        }
        if (context.styles.hidden(format.style)) {
            context.leftOut.add(LeftOut.What.HIDDEN);
            return;
        }
        if (context.styles.contents(format.style)) {
            context.leftOut.add(LeftOut.What.CONTENTS);
            return;
        }
        String heading = heading(format);
        WordNumbering.Marker marker = marker(format);
        if (marker != null) {
            if (heading.equals("p") && !marker.list().isEmpty()) {
                Element item = lists.item(format.numbering.level(), marker.list(), marker.value());
                item.appendChildren(text.childNodes().stream().toList());
                return;
            }
            if (!marker.list().equals("ul")) {
                number(text, format.marker == null ? marker.text() : format.marker.text());
            }
        }
        lists.end();
        text.tagName(heading);
        dress(text, format);
        container.appendChild(text);
    }

    private WordNumbering.@Nullable Marker marker(ParagraphFormat format) {
        if (!format.numbered) {
            format.numbering = context.styles.numbering(format.style);
        }
        String number = format.numbering.number();
        return number.isEmpty() || number.equals("0")
                ? format.marker
                : context.numbering.next(format.numbering);
    }

    /** A place that a link leads to is kept, also where nothing is shown. */
    private void keepAnchors(Element text) {
        text.select("a[id]").forEach(anchor -> container.appendChild(anchor.empty()));
    }

    /** After 第一条 and the like stands a blank, after 一、 and 1. does not. */
    private static void number(Element text, String number) {
        if (!number.isEmpty()) {
            boolean closed = "、.．)）".indexOf(number.charAt(number.length() - 1)) >= 0;
            text.prependChild(new TextNode(number + (closed ? "" : "\u3000")));
        }
    }

    private String heading(ParagraphFormat format) {
        if (context.styles.title(format.style)) {
            return "h1";
        }
        int level =
                format.outline == WordStyles.NO_LEVEL
                        ? context.styles.outline(format.style)
                        : format.outline;
        return level == WordStyles.NO_LEVEL || level > 8 ? "p" : "h" + Math.min(4, level + 2);
    }

    private static void dress(Element text, ParagraphFormat format) {
        switch (format.alignment) {
            case "center" -> text.addClass("align-center");
            case "right", "end" -> text.addClass("align-right");
            default -> {}
        }
        if (format.indent > TWIPS_OF_A_CHARACTER && text.nameIs("p")) {
            text.attr("style", "margin-left: %dem".formatted(format.indent / TWIPS_OF_A_CHARACTER));
        }
    }
}
