package org.gongkai.content.intake;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

import java.util.List;

/** Reads Markdown (CommonMark with tables), with front matter if it has any. */
final class MarkdownReader {
    private static final int DEEPEST = 40;
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private MarkdownReader() {}

    static Extracted read(String text) {
        FrontMatter matter = FrontMatter.split(text);
        return new Extracted(
                RENDERER.render(PARSER.parse(matter.rest())),
                matter.about().get("title"),
                matter.about(),
                matter.tags(),
                List.of(),
                List.of());
    }
}
