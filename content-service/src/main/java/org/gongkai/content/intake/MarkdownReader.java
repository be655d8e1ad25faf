package org.gongkai.content.intake;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;

import java.util.List;
import java.util.Set;

/** Reads Markdown (CommonMark with tables and footnotes), with front matter if it has any. */
final class MarkdownReader {
    private static final int DEEPEST = 40;
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .extensions(List.of(new MarkdownNotes()))
                    .maxOpenBlockParsers(DEEPEST)
                    .build();

    private MarkdownReader() {}

    static Extracted read(String text) {
        FrontMatter matter = FrontMatter.split(text);
        return new Extracted(
                html(PARSER.parse(matter.rest())),
                matter.about().get("title"),
                matter.about(),
                matter.tags(),
                List.of(),
                List.of());
    }

    private static String html(Node document) {
        MarkdownNotes.Order order = new MarkdownNotes.Order(document);
        HtmlRenderer renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .nodeRendererFactory(context -> new NoteRenderer(context, order))
                        .build();
        String html = renderer.render(document);
        Element end = new Element("div");
        Notes.append(end, order.notes().stream().map(note -> item(note, renderer)).toList());
        return html + end.html();
    }

    private static Element item(MarkdownNotes.Note note, HtmlRenderer renderer) {
        StringBuilder html = new StringBuilder();
        for (Node child = note.getFirstChild(); child != null; child = child.getNext()) {
            renderer.render(child, html);
        }
        return new Element("li").html(html.toString());
    }

    private record NoteRenderer(HtmlNodeRendererContext context, MarkdownNotes.Order order)
            implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(MarkdownNotes.Note.class, MarkdownNotes.Reference.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof MarkdownNotes.Reference reference) {
                context.getWriter().raw(order.html(reference));
            }
        }
    }
}
