package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import javax.xml.stream.XMLStreamException;

/** Reads the paragraphs and tables of one part of a docx into a container. */
final class WordBody {
    private final WordContext context;
    private final String part;
    private final Element container;
    private final Paragraphs paragraphs;

    WordBody(WordContext context, String part, Element container) {
        this.context = context;
        this.part = part;
        this.container = container;
        this.paragraphs = new Paragraphs(context, container);
    }

    /** Reads the element that was just entered: a body, a cell, a note. */
    void read(XmlPart xml) throws XMLStreamException {
        xml.each(child -> block(xml, child));
    }

    private void block(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "p" -> paragraph(xml);
            case "tbl" -> table(xml);
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

    private void paragraph(XmlPart xml) throws XMLStreamException {
        ParagraphFormat properties = new ParagraphFormat();
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
        paragraphs.place(text, properties, runs.pageBreak());
        runs.boxes().forEach(container::appendChild);
    }

    private void properties(XmlPart xml, ParagraphFormat properties) throws XMLStreamException {
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

    // ------------------------------------------------------------------ tables

    private void table(XmlPart xml) throws XMLStreamException {
        TableRows table = new TableRows(context.leftOut);
        xml.each(child -> rows(xml, child, table));
        table.appendTo(paragraphs);
    }

    private void rows(XmlPart xml, String name, TableRows table) throws XMLStreamException {
        switch (name) {
            case "tr" -> row(xml, table);
            case "sdt", "sdtContent", "customXml" -> xml.each(child -> rows(xml, child, table));
            default -> {}
        }
    }

    /** What a row's properties say of it. */
    private static final class Row {
        private boolean head;
        private boolean deleted;
    }

    private void row(XmlPart xml, TableRows table) throws XMLStreamException {
        Row row = new Row();
        table.begin();
        xml.each(child -> cells(xml, child, row, table));
        if (row.deleted) {
            context.leftOut.add(LeftOut.What.DELETIONS);
        } else {
            table.end(row.head);
        }
    }

    private void cells(XmlPart xml, String name, Row row, TableRows table)
            throws XMLStreamException {
        switch (name) {
            case "tc" -> cell(xml, table);
            case "trPr" ->
                    xml.each(
                            property -> {
                                switch (property) {
                                    case "tblHeader" -> row.head = xml.on();
                                    case "gridBefore" -> table.skip(xml.number("val", 0));
                                    case "del" -> row.deleted = true;
                                    default -> {}
                                }
                            });
            case "sdt", "sdtContent", "customXml" ->
                    xml.each(child -> cells(xml, child, row, table));
            default -> {}
        }
    }

    /** What a cell's properties say of it. */
    private static final class Span {
        private int columns = 1;
        private TableRows.Vertical vertical = TableRows.Vertical.ALONE;
    }

    private void cell(XmlPart xml, TableRows table) throws XMLStreamException {
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
        table.cell(cell, span.columns, span.vertical);
    }

    private static void span(XmlPart xml, String property, Span span) {
        switch (property) {
            case "gridSpan" -> span.columns = xml.number("val", 1);
            case "vMerge" ->
                    span.vertical =
                            xml.attribute("val").equals("restart")
                                    ? TableRows.Vertical.BEGINS
                                    : TableRows.Vertical.CONTINUES;
            default -> {}
        }
    }
}
