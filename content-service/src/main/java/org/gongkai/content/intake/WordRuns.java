package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

/**
 * Reads what stands in one paragraph: text with its formats, links, pictures, references to notes.
 * What was deleted, hidden or remarked is counted and left out.
 */
final class WordRuns {
    private static final Pattern HYPERLINK =
            Pattern.compile("\\s*HYPERLINK\\s+(?:\\\\l\\s+)?\"([^\"]*)\".*");

    /** A field that is open: what it is, and whether its result is being read. */
    private static final class Field {
        private final StringBuilder instruction = new StringBuilder();
        private final Element host;
        private boolean result;

        Field(Element host) {
            this.host = host;
        }
    }

    /** Formats of a run, as its properties and its style say. */
    private static final class Format {
        private boolean bold;
        private boolean italic;
        private boolean underlined;
        private boolean struck;
        private boolean hidden;
        private String vertical = "";
        private String colour = "";
    }

    private final WordContext context;
    private final String part;
    private final Deque<Field> fields = new ArrayDeque<>();

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
                text(xml.text().strip(), new Format());
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
        Format format = new Format();
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

    private void properties(XmlPart xml, Format format) throws XMLStreamException {
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

    private void content(XmlPart xml, String child, Format format) throws XMLStreamException {
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
            case "instrText" -> {
                if (!fields.isEmpty()) {
                    fields.peek().instruction.append(xml.text());
                }
            }
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

    private void symbol(String code, Format format) {
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
        if (showsResult()) {
            host.appendElement("br");
        }
    }

    private void text(String text, Format format) {
        if (text.isEmpty() || !showsResult()) {
            return;
        }
        context.count(text);
        Element inner = host;
        if (!format.colour.isEmpty() && format.colour.matches("[0-9A-Fa-f]{6}")) {
            inner = inner.appendElement("span").attr("style", "color: #" + format.colour);
        }
        inner = format.bold ? inner.appendElement("strong") : inner;
        inner = format.italic ? inner.appendElement("em") : inner;
        inner = format.underlined ? inner.appendElement("u") : inner;
        inner = format.struck ? inner.appendElement("s") : inner;
        inner = format.vertical.equals("superscript") ? inner.appendElement("sup") : inner;
        inner = format.vertical.equals("subscript") ? inner.appendElement("sub") : inner;
        inner.appendChild(new TextNode(text));
    }

    private void note(String sort, String id) {
        Notes.refer(host, context.note(sort, id));
    }

    private void drawing(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "docPr" -> alternative = described(xml.attribute("descr"));
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

    /** Word proposes the name of the file, or says that a machine described the picture. */
    private static String described(String text) {
        return text.matches("(?s).*\\.[A-Za-z]{3,4}\\s*") ? "" : text.strip();
    }

    // ------------------------------------------------------------------ fields

    private boolean showsResult() {
        return fields.stream().allMatch(field -> field.result);
    }

    private void field(String change) {
        @Nullable Field current = fields.peek();
        switch (change) {
            case "begin" -> fields.push(new Field(host));
            case "separate" -> {
                if (current != null) {
                    current.result = true;
                    Matcher link = HYPERLINK.matcher(current.instruction);
                    if (link.matches()) {
                        String address = link.group(1);
                        boolean inside = current.instruction.indexOf("\\l") >= 0;
                        host =
                                host.appendElement("a")
                                        .attr("href", inside ? "#" + address : address);
                    }
                }
            }
            case "end" -> {
                if (current != null) {
                    host = current.host;
                    fields.pop();
                }
            }
            default -> {}
        }
    }
}
