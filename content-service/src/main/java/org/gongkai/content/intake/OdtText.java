package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.stream.XMLStreamException;

/** Reads the text of an odt, block by block. */
final class OdtText {
    private static final int MOST_REPEATED = 200;

    private final OfficeZip zip;
    private final OdtStyles styles;
    private final LeftOut leftOut;
    private final PictureFiles pictures;
    private final int longest;
    private final List<Element> notes = new ArrayList<>();

    /** Paragraphs that stand in a frame come after the one that holds it. */
    private final List<Element> boxes = new ArrayList<>();

    private String alternative = "";
    private int length;

    OdtText(OfficeZip zip, OdtStyles styles, LeftOut leftOut, PictureFiles pictures, int longest) {
        this.zip = zip;
        this.styles = styles;
        this.leftOut = leftOut;
        this.pictures = pictures;
        this.longest = longest;
    }

    /** Reads the children of the element that was just entered. */
    void blocks(XmlPart xml, Element into) throws XMLStreamException {
        xml.each(child -> block(xml, child, into));
    }

    private void block(XmlPart xml, String name, Element into) throws XMLStreamException {
        switch (name) {
            case "h" -> heading(xml, into);
            case "p" -> paragraph(xml, into, "p");
            case "list" -> list(xml, into, "", 1);
            case "table" -> table(xml, into);
            case "section", "index-body" -> blocks(xml, into);
            case "tracked-changes" ->
                    xml.each(
                            region ->
                                    xml.each(
                                            change ->
                                                    leftOut.add(
                                                            change.equals("deletion")
                                                                    ? LeftOut.What.DELETIONS
                                                                    : LeftOut.What.INSERTIONS)));
            case "table-of-content", "illustration-index", "table-index" ->
                    leftOut.add(LeftOut.What.CONTENTS);
            case "frame", "rect", "custom-shape" -> inline(xml, name, into);
            default -> {}
        }
    }

    private void heading(XmlPart xml, Element into) throws XMLStreamException {
        int level = xml.number("outline-level", 1);
        paragraph(xml, into, "h" + Math.clamp(level + 1, 2, 4));
    }

    private void paragraph(XmlPart xml, Element into, String name) throws XMLStreamException {
        String style = xml.attribute("style-name");
        boolean title = styles.is(style, "Title");
        Element text = new Element(title ? "h1" : name);
        if (styles.property(style, "break-before").equals("page")) {
            into.appendElement("hr").addClass("page-break");
        }
        switch (styles.property(style, "text-align")) {
            case "center" -> text.addClass("align-center");
            case "end", "right" -> text.addClass("align-right");
            default -> {}
        }
        content(xml, text);
        if (styles.property(style, "display").equals("none") && text.hasText()) {
            leftOut.add(LeftOut.What.HIDDEN);
        } else if (text.hasText() || text.selectFirst("img") != null) {
            into.appendChild(text);
        }
        boxes.forEach(into::appendChild);
        boxes.clear();
    }

    private void list(XmlPart xml, Element into, String outerStyle, int level)
            throws XMLStreamException {
        String own = xml.attribute("style-name");
        String style = own.isEmpty() ? outerStyle : own;
        String counting = styles.counting(style, level);
        Element list = into.appendElement(counting.isEmpty() ? "ul" : "ol");
        if (counting.equals("han")) {
            list.attr("style", "list-style-type: cjk-ideographic");
        } else if (!counting.isEmpty() && !counting.equals("1")) {
            list.attr("type", counting);
        }
        xml.each(
                child -> {
                    if (child.equals("list-item") || child.equals("list-header")) {
                        int start = xml.number("start-value", 1);
                        Element item = list.appendElement("li");
                        if (start > 1) {
                            item.attr("value", Integer.toString(start));
                        }
                        xml.each(
                                inner -> {
                                    if (inner.equals("list")) {
                                        list(xml, item, style, level + 1);
                                    } else {
                                        block(xml, inner, item);
                                    }
                                });
                        unwrapOnlyParagraph(item);
                    }
                });
    }

    /** Every item's text is a paragraph there; one that stands alone says nothing. */
    private static void unwrapOnlyParagraph(Element item) {
        if (item.select("> p").size() == 1 && item.selectFirst("> :not(p, ul, ol)") == null) {
            item.select("> p").unwrap();
        }
    }

    // ------------------------------------------------------------------ tables

    private void table(XmlPart xml, Element into) throws XMLStreamException {
        Element table = new Element("table");
        Element body = table.appendElement("tbody");
        xml.each(child -> rows(xml, child, table, body));
        if (table.selectFirst("td, th") != null) {
            into.appendChild(table);
        }
    }

    private void rows(XmlPart xml, String name, Element table, Element section)
            throws XMLStreamException {
        switch (name) {
            case "table-row" -> row(xml, section);
            case "table-header-rows" -> {
                Element head = new Element("thead");
                table.prependChild(head);
                xml.each(child -> rows(xml, child, table, head));
                head.select("> tr > td").tagName("th");
            }
            case "table-rows", "table-row-group" ->
                    xml.each(child -> rows(xml, child, table, section));
            default -> {}
        }
    }

    private void row(XmlPart xml, Element section) throws XMLStreamException {
        Element row = new Element("tr");
        xml.each(
                child -> {
                    if (child.equals("table-cell")) {
                        cell(xml, row);
                    }
                });
        if (row.childrenSize() > 0) {
            section.appendChild(row);
        }
    }

    private void cell(XmlPart xml, Element row) throws XMLStreamException {
        int repeated = Math.clamp(xml.number("number-columns-repeated", 1), 1, MOST_REPEATED);
        Element cell = new Element("td");
        for (String direction : List.of("column", "row")) {
            int span = xml.number("number-" + direction + "s-spanned", 1);
            if (span > 1) {
                cell.attr(direction.substring(0, 3) + "span", Integer.toString(span));
            }
        }
        blocks(xml, cell);
        for (int i = 0; i < repeated; i++) {
            row.appendChild(i == 0 ? cell : cell.clone());
        }
    }

    // ------------------------------------------------------------------ inline

    private void content(XmlPart xml, Element host) throws XMLStreamException {
        xml.mixed(child -> inline(xml, child, host), text -> text(text, host));
    }

    private void text(String text, Element host) {
        length += text.length();
        if (length > longest) {
            throw new TooMuchText();
        }
        host.appendChild(new TextNode(text));
    }

    private void inline(XmlPart xml, String name, Element host) throws XMLStreamException {
        switch (name) {
            case "span" -> span(xml, host);
            case "a" -> content(xml, host.appendElement("a").attr("href", xml.attribute("href")));
            case "line-break" -> host.appendElement("br");
            case "tab", "s" -> text(" ", host);
            case "bookmark", "bookmark-start" ->
                    host.appendElement("a").attr("id", xml.attribute("name"));
            case "annotation" -> leftOut.add(LeftOut.What.COMMENTS);
            case "annotation-end" -> {}
            case "note" -> note(xml, host);
            case "hidden-text", "hidden-paragraph" -> leftOut.add(LeftOut.What.HIDDEN);
            case "frame", "rect", "custom-shape", "g" -> {
                alternative = "";
                xml.each(inner -> frame(xml, inner, host));
            }
            case "ruby" ->
                    xml.each(
                            inner -> {
                                if (inner.equals("ruby-base")) {
                                    content(xml, host);
                                }
                            });
            case "author-name", "author-initials", "creator", "initial-creator" ->
                    leftOut.add(LeftOut.What.AUTHORS);
            default -> content(xml, host);
        }
    }

    private void span(XmlPart xml, Element host) throws XMLStreamException {
        String style = xml.attribute("style-name");
        if (styles.property(style, "display").equals("none")) {
            if (!xml.text().isBlank()) {
                leftOut.add(LeftOut.What.HIDDEN);
            }
            return;
        }
        Element inner = host;
        String colour = styles.property(style, "color");
        if (colour.matches("#[0-9A-Fa-f]{6}")) {
            inner = inner.appendElement("span").attr("style", "color: " + colour);
        }
        inner = on(style, "font-weight", "bold") ? inner.appendElement("strong") : inner;
        inner = on(style, "font-style", "italic") ? inner.appendElement("em") : inner;
        inner = drawn(style, "text-underline-style") ? inner.appendElement("u") : inner;
        inner = drawn(style, "text-line-through-style") ? inner.appendElement("s") : inner;
        String position = styles.property(style, "text-position");
        inner = position.startsWith("super") ? inner.appendElement("sup") : inner;
        inner = position.startsWith("sub") ? inner.appendElement("sub") : inner;
        content(xml, inner);
    }

    private boolean on(String style, String property, String value) {
        return styles.property(style, property).equals(value);
    }

    private boolean drawn(String style, String property) {
        String value = styles.property(style, property);
        return !value.isEmpty() && !value.equals("none");
    }

    private void note(XmlPart xml, Element host) throws XMLStreamException {
        Element text = new Element("li");
        notes.add(text);
        String label = Integer.toString(notes.size());
        xml.each(
                child -> {
                    if (child.equals("note-body")) {
                        blocks(xml, text);
                    }
                });
        Notes.refer(host, label);
    }

    /** Puts the notes at the end. */
    void notes(Element body) {
        Notes.append(body, notes);
    }

    private void frame(XmlPart xml, String name, Element host) throws XMLStreamException {
        switch (name) {
            case "image" -> picture(xml.attribute("href"), host);
            case "text-box" -> {
                Element box = new Element("div");
                blocks(xml, box);
                boxes.add(box);
            }
            case "p" -> {
                Element box = new Element("div");
                paragraph(xml, box, "p");
                boxes.add(box);
            }
            case "title", "desc" -> describe(xml.text().strip(), host);
            case "object", "object-ole" -> leftOut.add(LeftOut.What.FILES);
            default -> xml.each(inner -> frame(xml, inner, host));
        }
    }

    /** The description of a frame comes after its picture. */
    private void describe(String text, Element host) {
        alternative = text.isEmpty() ? alternative : text;
        Element last = host.select("img").last();
        if (last != null && !alternative.isEmpty()) {
            last.attr("alt", alternative);
        }
    }

    private void picture(String name, Element host) {
        if (!name.startsWith("Pictures/") && !name.startsWith("./")) {
            leftOut.add(LeftOut.What.LINKED_PICTURES);
            return;
        }
        try {
            Optional<InputStream> bytes = zip.open(name);
            if (bytes.isEmpty()) {
                return;
            }
            try (InputStream open = bytes.get()) {
                pictures.take(open, name)
                        .ifPresentOrElse(
                                found ->
                                        host.appendElement("img")
                                                .attr("src", "asset:" + found.sha256()),
                                () -> leftOut.add(LeftOut.What.PICTURES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
