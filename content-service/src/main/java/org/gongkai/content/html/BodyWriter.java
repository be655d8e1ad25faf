package org.gongkai.content.html;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a parsed tree once and writes a body that nests lawfully: blocks in blocks, inline content
 * in paragraphs, headings and cells, formats at most once around anything. Used once.
 */
final class BodyWriter {
    /** How deep lists, quotes and tables go into each other; what is deeper is written flat. */
    private static final int DEEPEST = 12;

    private final BodyRules rules;
    private final Map<String, Integer> dropped;
    private final Inline run = new Inline();
    private final NestedBlocks nested;

    /** What new blocks go into, and whether bare inline content may stand in it. */
    private Element container;

    private boolean bareInline;
    private int depth;

    /** The paragraph or heading that the run belongs to; null if the run is bare so far. */
    private @Nullable Element paragraph;

    private List<Element> formats = List.of();
    private Dress dress = Dress.PLAIN;
    private String waitingId = "";
    private boolean preformatted;

    /** Within a caption, where every block is a piece of the one line. */
    private boolean oneLine;

    BodyWriter(BodyRules rules, Map<String, Integer> dropped) {
        this.rules = rules;
        this.dropped = dropped;
        this.container = new Element("body");
        this.nested = new NestedBlocks(this, rules);
    }

    Document write(Element body) {
        Document document = Document.createShell("");
        container = document.body();
        children(body);
        endRun();
        Element last = container.lastElementChild();
        if (last != null && last.hasClass(BodyRules.PAGE_BREAK)) {
            last.remove();
        }
        return document;
    }

    private void children(Element parent) {
        for (Node child : parent.childNodes()) {
            node(child);
        }
    }

    private void node(Node node) {
        if (node instanceof TextNode text) {
            text(text.getWholeText());
        } else if (node instanceof Element element) {
            element(element);
        }
    }

    private void text(String text) {
        String clean = CleanText.characters(text);
        if (!preformatted) {
            run.text(clean, formats);
            return;
        }
        String[] lines = clean.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.lineBreak();
            }
            run.text(lines[i], formats);
        }
    }

    private void element(Element element) {
        String name = element.normalName();
        if (TextStyle.breaksPage(element, "before")) {
            pageBreak();
        }
        written(element, name);
        if (TextStyle.breaksPage(element, "after")) {
            pageBreak();
        }
    }

    private void written(Element element, String name) {
        if (SourceElements.DROPPED.contains(name)) {
            drop(name);
        } else if (name.equals("br")) {
            run.lineBreak();
        } else if (name.equals("img")) {
            picture(element);
        } else if (SourceElements.FORMATS.containsKey(name)) {
            format(element, List.of(SourceElements.FORMATS.getOrDefault(name, name)));
        } else if (name.equals("a")) {
            link(element);
        } else if (SourceElements.INLINE.contains(name)
                || name.indexOf(':') > 0
                || name.indexOf('-') > 0) {
            format(element, TextStyle.formats(element));
        } else if (oneLine) {
            run.text(" ", formats);
            children(element);
            run.text(" ", formats);
        } else if (SourceElements.HEADINGS.containsKey(name)) {
            paragraph(element, SourceElements.HEADINGS.getOrDefault(name, "p"));
        } else if (name.equals("hr")) {
            rule(element);
        } else if (depth == 0 && TextStyle.footnotes(element)) {
            into(append("section").addClass(BodyRules.FOOTNOTES), element, false);
        } else if (depth >= DEEPEST) {
            block(element);
        } else {
            switch (name) {
                case "ul", "ol", "menu", "dir" -> nested.list(element);
                case "table" -> nested.table(element);
                case "blockquote" -> into(container.appendElement("blockquote"), element, false);
                case "figure" -> nested.figure(element);
                default -> block(element);
            }
        }
    }

    /** A line across the page; the notes at the end have one of the theme's. */
    private void rule(Element source) {
        endRun();
        if (!source.hasClass(BodyRules.PAGE_BREAK) && !container.normalName().equals("section")) {
            container.appendElement("hr");
        }
    }

    /** Between two blocks of the body, once; elsewhere it means nothing. */
    private void pageBreak() {
        if (depth > 0 || oneLine) {
            return;
        }
        endRun();
        Element last = container.lastElementChild();
        if (last != null && !last.hasClass(BodyRules.PAGE_BREAK)) {
            container.appendElement("hr").addClass(BodyRules.PAGE_BREAK);
        }
    }

    private void drop(String name) {
        dropped.merge(name, 1, Integer::sum);
    }

    // ------------------------------------------------------------------ inline

    private void picture(Element source) {
        String address = source.attr("src").strip();
        if (!BodyRules.picture(address)) {
            drop("img");
            return;
        }
        Element picture = new Element("img").attr("src", address);
        if (source.hasAttr("alt")) {
            picture.attr("alt", BodyRules.alt(source.attr("alt")));
        }
        rules.copy(source, picture, "width", "height");
        run.picture(picture, formats);
    }

    private void format(Element element, List<String> added) {
        List<Element> outer = formats;
        formats = Formats.within(outer, element, added);
        children(element);
        formats = outer;
    }

    private void link(Element element) {
        Element link = new Element("a");
        String address = Formats.address(element.attr("href"));
        if (!address.isEmpty()) {
            link.attr("href", address);
            if (BodyRules.leavesTheSite(address)) {
                link.attr("rel", "noopener noreferrer");
            }
        }
        String id = BodyIds.of(element.hasAttr("id") ? element.id() : element.attr("name"));
        boolean anchorOnly = address.isEmpty() || Formats.nothingToShow(element);
        if (!id.isEmpty()) {
            if (anchorOnly) {
                waitingId = waitingId.isEmpty() ? id : waitingId;
            } else {
                link.attr("id", id);
            }
        }
        boolean nested = formats.stream().anyMatch(open -> open.normalName().equals("a"));
        if (anchorOnly || nested) {
            children(element);
            return;
        }
        List<Element> outer = formats;
        List<Element> inner = new ArrayList<>(formats);
        inner.add(link);
        formats = List.copyOf(inner);
        children(element);
        formats = outer;
    }

    // ------------------------------------------------------------------ blocks

    private void paragraph(Element source, String name) {
        endRun();
        Element started = new Element(name);
        BodyIds.copy(source, started);
        Dress outer = dress;
        dress = outer.inside(source);
        dress.putOn(started);
        paragraph = started;
        format(source, name.equals("p") ? Formats.ofBlock(source) : List.of());
        endRun();
        dress = outer;
    }

    /** A block of no meaning of its own, such as {@code div}: its text is a paragraph. */
    void block(Element source) {
        endRun();
        Dress outer = dress;
        dress = outer.inside(source);
        boolean outerPreformatted = preformatted;
        preformatted |= source.normalName().equals("pre");
        if (!source.id().isEmpty() && waitingId.isEmpty()) {
            waitingId = BodyIds.of(source.id());
        }
        paragraph = newParagraph();
        format(source, Formats.ofBlock(source));
        endRun();
        preformatted = outerPreformatted;
        dress = outer;
    }

    private Element newParagraph() {
        Element fresh = new Element("p");
        dress.putOn(fresh);
        return fresh;
    }

    /** Puts the run that was collected into its paragraph, or bare into the container. */
    void endRun() {
        Element host = paragraph;
        paragraph = null;
        if (run.blank()) {
            run.clear();
            if (host != null && host.hasAttr("id") && waitingId.isEmpty()) {
                waitingId = host.id();
            }
            return;
        }
        if (host == null && (!bareInline || endsInline(container))) {
            host = newParagraph();
        }
        Element target = host == null ? container : host;
        if (!waitingId.isEmpty()
                && !target.hasAttr("id")
                && rules.isSafeAttribute(
                        target.normalName(), target, new Attribute("id", waitingId))) {
            target.attr("id", waitingId);
            waitingId = "";
        }
        run.moveTo(target);
        if (host != null) {
            container.appendChild(host);
        }
    }

    private static boolean endsInline(Element container) {
        Node last = container.lastChild();
        return last instanceof TextNode
                || (last instanceof Element element
                        && (SourceElements.FORMATS.containsKey(element.normalName())
                                || Set.of("a", "img", "br").contains(element.normalName())));
    }

    /**
     * Writes the children of a source into a container of its own, and goes back to the outer one.
     */
    void into(Element inner, Element source, boolean bare) {
        endRun();
        Element outerContainer = container;
        boolean outerBare = bareInline;
        Dress outerDress = dress;
        boolean outerPreformatted = preformatted;
        container = inner;
        bareInline = bare;
        dress = Dress.PLAIN;
        preformatted = false;
        depth++;
        format(source, List.of());
        endRun();
        depth--;
        container = outerContainer;
        bareInline = outerBare;
        dress = outerDress;
        preformatted = outerPreformatted;
        if (bare) {
            unwrapOnlyParagraph(inner);
        } else if (inner.childNodeSize() == 0) {
            inner.remove();
        }
    }

    /** A paragraph that is all there is in a cell or an item says nothing. */
    private static void unwrapOnlyParagraph(Element inner) {
        if (inner.childNodeSize() == 1
                && inner.firstElementChild() instanceof Element only
                && only.normalName().equals("p")
                && only.attributesSize() == 0) {
            only.unwrap();
        }
    }

    /** Starts a block in the present container. */
    Element append(String name) {
        endRun();
        return container.appendElement(name);
    }

    /** Writes everything in a caption as one line of inline content. */
    void caption(Element host, Element source) {
        oneLine = true;
        children(source);
        oneLine = false;
        run.moveTo(host);
        if (host.childNodeSize() == 0) {
            host.remove();
        }
    }
}
