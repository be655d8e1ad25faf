package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

import java.util.HashMap;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

/** Reads the paragraphs and tables of one part of a docx into a container. */
final class WordBody {
    private static final int TWIPS_OF_A_CHARACTER = 240;

    private final WordContext context;
    private final String part;
    private final Element container;
    private final ListNesting lists;

    WordBody(WordContext context, String part, Element container) {
        this.context = context;
        this.part = part;
        this.container = container;
        this.lists = new ListNesting(container);
    }

    /** Reads the element that was just entered: a body, a cell, a note. */
    void read(XmlPart xml) throws XMLStreamException {
        xml.each(child -> block(xml, child));
    }

    private void block(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "p" -> paragraph(xml);
            case "tbl" -> {
                lists.end();
                table(xml);
            }
            case "sdt" -> sdt(xml);
            case "sdtContent", "customXml", "smartTag", "ins", "moveTo" ->
                    xml.each(child -> block(xml, child));
            case "del", "moveFrom" -> context.leftOut.add(LeftOut.What.DELETIONS);
            case "altChunk" -> context.leftOut.add(LeftOut.What.FILES);
            default -> {}
        }
    }

    /** A table of contents stands in a block of its own. */
    private void sdt(XmlPart xml) throws XMLStreamException {
        boolean[] contents = {false};
        xml.each(
                child -> {
                    if (child.equals("sdtPr")) {
                        xml.each(
                                property -> {
                                    if (property.equals("docPartObj")) {
                                        xml.each(
                                                inner ->
                                                        contents[0] |=
                                                                inner.equals("docPartGallery")
                                                                        && xml.attribute("val")
                                                                                .equals(
                                                                                        "Table of Contents"));
                                    }
                                });
                    } else if (contents[0]) {
                        context.leftOut.add(LeftOut.What.CONTENTS);
                    } else {
                        block(xml, child);
                    }
                });
    }

    /** What a paragraph's properties say of it. */
    private static final class Properties {
        private String style = "";
        private String alignment = "";
        private int outline = WordStyles.NO_LEVEL;
        private int indent;
        private boolean breakBefore;
        private boolean deleted;
        private WordNumbering.Place numbering = WordNumbering.Place.NONE;
        private boolean numbered;
    }

    private void paragraph(XmlPart xml) throws XMLStreamException {
        Properties properties = new Properties();
        Element text = new Element("p");
        WordRuns runs =
                new WordRuns(
                        context,
                        part,
                        text,
                        (box, into) -> new WordBody(context, part, into).read(box));
        xml.each(
                child -> {
                    if (child.equals("pPr")) {
                        properties(xml, properties);
                    } else {
                        runs.inline(xml, child);
                    }
                });
        place(text, properties, runs.pageBreak());
        runs.boxes().forEach(container::appendChild);
    }

    private void properties(XmlPart xml, Properties properties) throws XMLStreamException {
        xml.each(
                property -> {
                    switch (property) {
                        case "pStyle" -> properties.style = xml.attribute("val");
                        case "jc" -> properties.alignment = xml.attribute("val");
                        case "outlineLvl" ->
                                properties.outline = xml.number("val", WordStyles.NO_LEVEL);
                        case "pageBreakBefore" -> properties.breakBefore = xml.on();
                        case "ind" ->
                                properties.indent =
                                        Math.max(xml.number("left", 0), xml.number("start", 0));
                        case "numPr" -> {
                            properties.numbering = WordNumbering.Place.read(xml);
                            properties.numbered = true;
                        }
                        case "rPr" -> xml.each(mark -> properties.deleted |= mark.equals("del"));
                        default -> {}
                    }
                });
    }

    private void place(Element text, Properties properties, boolean pageBreak) {
        boolean blank = !text.hasText() && text.selectFirst("img") == null;
        if (properties.breakBefore || pageBreak) {
            lists.end();
            container.appendElement("hr").addClass("page-break");
        }
        if (blank && properties.deleted) {
            context.leftOut.add(LeftOut.What.DELETIONS);
        }
        if (blank) {
            keepAnchors(text);
            return;
        }
        if (context.styles.hidden(properties.style)) {
            context.leftOut.add(LeftOut.What.HIDDEN);
            return;
        }
        if (context.styles.contents(properties.style)) {
            context.leftOut.add(LeftOut.What.CONTENTS);
            return;
        }
        WordNumbering.Place numbering =
                properties.numbered
                        ? properties.numbering
                        : context.styles.numbering(properties.style);
        String heading = heading(properties);
        if (!numbering.number().isEmpty() && !numbering.number().equals("0")) {
            WordNumbering.Marker marker = context.numbering.next(numbering);
            if (heading.equals("p") && !marker.list().isEmpty()) {
                Element item = lists.item(numbering.level(), marker.list(), marker.value());
                item.appendChildren(text.childNodes().stream().toList());
                return;
            }
            if (!marker.list().equals("ul")) {
                number(text, marker.text());
            }
        }
        lists.end();
        text.tagName(heading);
        dress(text, properties);
        container.appendChild(text);
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

    private String heading(Properties properties) {
        if (context.styles.title(properties.style)) {
            return "h1";
        }
        int level =
                properties.outline == WordStyles.NO_LEVEL
                        ? context.styles.outline(properties.style)
                        : properties.outline;
        return level == WordStyles.NO_LEVEL || level > 8 ? "p" : "h" + Math.min(4, level + 2);
    }

    private static void dress(Element text, Properties properties) {
        switch (properties.alignment) {
            case "center" -> text.addClass("align-center");
            case "right", "end" -> text.addClass("align-right");
            default -> {}
        }
        if (properties.indent > TWIPS_OF_A_CHARACTER && text.nameIs("p")) {
            text.attr(
                    "style",
                    "margin-left: %dem".formatted(properties.indent / TWIPS_OF_A_CHARACTER));
        }
    }

    // ------------------------------------------------------------------ tables

    private void table(XmlPart xml) throws XMLStreamException {
        Element table = new Element("table");
        Map<Integer, Element> above = new HashMap<>();
        xml.each(child -> rows(xml, child, table, above));
        if (table.selectFirst("td, th") != null) {
            container.appendChild(table);
        }
    }

    private void rows(XmlPart xml, String name, Element table, Map<Integer, Element> above)
            throws XMLStreamException {
        switch (name) {
            case "tr" -> row(xml, table, above);
            case "sdt", "sdtContent", "customXml" ->
                    xml.each(child -> rows(xml, child, table, above));
            default -> {}
        }
    }

    /** A row's place in the grid, and what its properties say. */
    private static final class Row {
        private int column;
        private boolean head;
        private boolean deleted;
    }

    private void row(XmlPart xml, Element table, Map<Integer, Element> above)
            throws XMLStreamException {
        Row state = new Row();
        Element row = new Element("tr");
        xml.each(child -> cells(xml, child, row, state, above));
        if (state.deleted) {
            context.leftOut.add(LeftOut.What.DELETIONS);
            return;
        }
        if (row.childrenSize() == 0) {
            return;
        }
        String section = state.head && table.selectFirst("tbody") == null ? "thead" : "tbody";
        Element last = table.lastElementChild();
        Element host = last != null && last.nameIs(section) ? last : table.appendElement(section);
        if (section.equals("thead")) {
            row.children().forEach(cell -> cell.tagName("th"));
        }
        host.appendChild(row);
    }

    private void cells(
            XmlPart xml, String name, Element row, Row state, Map<Integer, Element> above)
            throws XMLStreamException {
        switch (name) {
            case "tc" -> cell(xml, row, state, above);
            case "trPr" ->
                    xml.each(
                            property -> {
                                switch (property) {
                                    case "tblHeader" -> state.head = xml.on();
                                    case "gridBefore" -> state.column += xml.number("val", 0);
                                    case "del" -> state.deleted = true;
                                    default -> {}
                                }
                            });
            case "sdt", "sdtContent", "customXml" ->
                    xml.each(child -> cells(xml, child, row, state, above));
            default -> {}
        }
    }

    /** What a cell's properties say of it. */
    private static final class Span {
        private int columns = 1;
        private String vertical = "";
    }

    private void cell(XmlPart xml, Element row, Row state, Map<Integer, Element> above)
            throws XMLStreamException {
        Span span = new Span();
        Element cell = new Element("td");
        WordBody content = new WordBody(context, part, cell);
        xml.each(
                child -> {
                    if (child.equals("tcPr")) {
                        xml.each(property -> span(xml, property, span));
                    } else {
                        content.block(xml, child);
                    }
                });
        Element origin = above.get(state.column);
        if (span.vertical.equals("continue") && origin != null) {
            String rows = origin.attr("rowspan");
            origin.attr(
                    "rowspan", Integer.toString(rows.isEmpty() ? 2 : Integer.parseInt(rows) + 1));
            // Word shows nothing of what stands in a continued cell.
            if (cell.hasText()) {
                context.leftOut.add(LeftOut.What.HIDDEN);
            }
        } else {
            if (span.columns > 1) {
                cell.attr("colspan", Integer.toString(span.columns));
            }
            row.appendChild(cell);
            if (span.vertical.equals("restart")) {
                above.put(state.column, cell);
            } else {
                above.remove(state.column);
            }
        }
        state.column += span.columns;
    }

    private static void span(XmlPart xml, String property, Span span) {
        switch (property) {
            case "gridSpan" -> span.columns = Math.clamp(xml.number("val", 1), 1, 100);
            case "vMerge" ->
                    span.vertical = xml.attribute("val").equals("restart") ? "restart" : "continue";
            default -> {}
        }
    }
}
