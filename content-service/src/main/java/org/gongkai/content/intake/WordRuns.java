package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLStreamException;

/**
 * Reads what stands in one paragraph: text with its formats, links, pictures, references to notes.
 * What was deleted, hidden or remarked is counted and left out.
 */
final class WordRuns {
    private final WordContext context;
    private final String part;
    private final FieldStack fields = new FieldStack();

    /** Text boxes stand in a run, but their paragraphs come after its own. */
    private final List<Element> boxes = new ArrayList<>();

    private Element host;
    private String alternative = "";
    private boolean pageBreak;

    /** What reads the paragraphs in a text box. */
    interface Blocks {
        void read(XmlPart xml, Element into) throws XMLStreamException;
    }

    private final Blocks blocks;

    WordRuns(WordContext context, String part, Element host, Blocks blocks) {
        this.context = context;
        this.part = part;
        this.host = host;
        this.blocks = blocks;
    }

    List<Element> boxes() {
        return boxes;
    }

    /** Whether the paragraph ends a printed page. */
    boolean pageBreak() {
        return pageBreak;
    }

    /** Reads a child of a paragraph, or of what stands like one. */
    void inline(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "r" -> run(xml);
            case "hyperlink" -> hyperlink(xml);
            case "ins", "moveTo" -> {
                context.leftOut.add(LeftOut.What.INSERTIONS);
                xml.each(child -> inline(xml, child));
            }
            case "del", "moveFrom" -> context.leftOut.add(LeftOut.What.DELETIONS);
            case "smartTag", "sdtContent", "sdt", "fldSimple", "customXml", "dir", "bdo" ->
                    xml.each(child -> inline(xml, child));
            case "AlternateContent" -> alternative(xml, child -> inline(xml, child));
            case "bookmarkStart" -> anchor(xml.attribute("name"));
            case "oMath", "oMathPara" -> {
                context.leftOut.add(LeftOut.What.FORMULAS);
                text(xml.text().strip(), new RunFormat());
            }
            default -> {}
        }
    }

    private void anchor(String name) {
        if (!name.isEmpty() && !name.equals("_GoBack")) {
            host.appendElement("a").attr("id", name);
        }
    }

    private void hyperlink(XmlPart xml) throws XMLStreamException {
        String anchor = xml.attribute("anchor");
        String target =
                context.relationship(part, xml.reference("id"))
                        .map(WordContext.Relationship::target)
                        .orElse("");
        String address = target + (anchor.isEmpty() ? "" : "#" + anchor);
        Element outer = host;
        host = address.isEmpty() ? host : host.appendElement("a").attr("href", address);
        xml.each(child -> inline(xml, child));
        host = outer;
    }

    /** The first choice that this reader knows; the fallback says the same in an older way. */
    private static void alternative(XmlPart xml, XmlPart.Visitor visitor)
            throws XMLStreamException {
        boolean[] chosen = {false};
        xml.each(
                child -> {
                    if (!chosen[0]) {
                        chosen[0] = true;
                        xml.each(visitor);
                    }
                });
    }

    private void run(XmlPart xml) throws XMLStreamException {
        RunFormat format = new RunFormat();
        xml.each(
                child -> {
                    if (child.equals("rPr")) {
                        properties(xml, format);
                    } else if (format.hidden) {
                        hidden(xml, child);
                    } else {
                        content(xml, child, format);
                    }
                });
    }

    private void hidden(XmlPart xml, String child) throws XMLStreamException {
        if (child.equals("t") && !xml.text().isBlank()) {
            context.leftOut.add(LeftOut.What.HIDDEN);
        } else if (child.equals("fldChar")) {
            field(xml.attribute("fldCharType"));
        }
    }

    private void properties(XmlPart xml, RunFormat format) throws XMLStreamException {
        xml.each(
                property -> {
                    switch (property) {
                        case "rStyle" -> {
                            String style = xml.attribute("val");
                            format.hidden |= context.styles.hidden(style);
                            format.bold |= context.styles.bold(style);
                            format.italic |= context.styles.italic(style);
                        }
                        case "b" -> format.bold = xml.on();
                        case "i" -> format.italic = xml.on();
                        case "u" -> format.underlined = xml.on();
                        case "strike", "dstrike" -> format.struck = xml.on();
                        case "vanish", "webHidden" -> format.hidden = xml.on();
                        case "vertAlign" -> format.vertical = xml.attribute("val");
                        case "color" -> format.colour = xml.attribute("val");
                        default -> {}
                    }
                });
    }

    private void content(XmlPart xml, String child, RunFormat format) throws XMLStreamException {
        switch (child) {
            case "t" -> text(xml.text(), format);
            case "tab", "ptab" -> text("\t", format);
            case "cr" -> lineBreak();
            case "br" -> {
                if (xml.attribute("type").equals("page")) {
                    pageBreak = true;
                } else {
                    lineBreak();
                }
            }
            case "noBreakHyphen" -> text("\u2011", format);
            case "sym" -> symbol(xml.attribute("char"), format);
            case "fldChar" -> field(xml.attribute("fldCharType"));
            case "instrText" -> fields.instruct(xml.text());
            case "footnoteReference" -> note("f", xml.attribute("id"));
            case "endnoteReference" -> note("e", xml.attribute("id"));
            case "commentReference" -> context.leftOut.add(LeftOut.What.COMMENTS);
            case "drawing", "pict" -> xml.each(inner -> drawing(xml, inner));
            case "object" -> {
                context.leftOut.add(LeftOut.What.FILES);
                xml.each(inner -> drawing(xml, inner));
            }
            case "AlternateContent" -> alternative(xml, inner -> content(xml, inner, format));
            case "ruby" ->
                    xml.each(
                            inner -> {
                                if (inner.equals("rubyBase")) {
                                    xml.each(base -> inline(xml, base));
                                }
                            });
            default -> {}
        }
    }

    private void symbol(String code, RunFormat format) {
        if (code.matches("[0-9A-Fa-f]{4}")) {
            int character = Integer.parseInt(code, 16);
            // Fonts of symbols put theirs into the private area; what they show is not known.
            text(
                    character >= 0xF000 && character <= 0xF8FF
                            ? "□"
                            : Character.toString(character),
                    format);
        }
    }

    private void lineBreak() {
        if (fields.showsResult()) {
            host.appendElement("br");
        }
    }

    private void text(String text, RunFormat format) {
        if (text.isEmpty() || !fields.showsResult()) {
            return;
        }
        context.count(text);
        format.append(host, text);
    }

    private void note(String sort, String id) {
        Notes.refer(host, context.note(sort, id));
    }

    private void drawing(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "docPr" -> alternative = TextContext.described(xml.attribute("descr"));
            case "blip" -> {
                String linked = xml.reference("link");
                picture(linked.isEmpty() ? xml.reference("embed") : linked);
            }
            case "imagedata" -> picture(xml.reference("id"));
            case "txbxContent" -> {
                Element box = new Element("div");
                blocks.read(xml, box);
                boxes.add(box);
            }
            case "AlternateContent" -> alternative(xml, inner -> drawing(xml, inner));
            default -> xml.each(inner -> drawing(xml, inner));
        }
    }

    private void picture(String id) {
        context.picture(part, id, host)
                .filter(picture -> !alternative.isEmpty())
                .ifPresent(picture -> picture.attr("alt", alternative));
        alternative = "";
    }

    private void field(String change) {
        switch (change) {
            case "begin" -> fields.begin(host);
            case "separate" -> host = fields.separate(host);
            case "end" -> host = fields.end(host);
            default -> {}
        }
    }
}
