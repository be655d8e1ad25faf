package org.gongkai.content.intake;

import org.gongkai.content.canonical.Digest;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a saved web page: its article if it marks one, else its body without what frames it. */
final class HtmlReader {
    private static final int DEEPEST = 200;
    private static final Map<String, String> META =
            Map.of(
                    "pubdate", "date",
                    "description", "summary",
                    "contentsource", "source",
                    "author", "author",
                    "articletitle", "title");

    private HtmlReader() {}

    /**
     * @param pictures takes those that stand in the page itself
     */
    static Extracted read(String text, PictureFiles pictures) {
        Document page = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(text, "");
        page.outputSettings().prettyPrint(false);
        LeftOut leftOut = new LeftOut();
        MsoHtml.clean(page, leftOut);
        embedded(page, pictures, leftOut);
        Map<String, String> about = new TreeMap<>();
        List<String> tags = new ArrayList<>();
        for (Element meta : page.select("meta[name][content]")) {
            String name = meta.attr("name").toLowerCase(java.util.Locale.ROOT);
            String key = META.get(name);
            if (key != null) {
                about.putIfAbsent(key, meta.attr("content"));
            } else if (name.equals("keywords")) {
                tags.addAll(List.of(meta.attr("content").split("[,，;；\\s]+")));
            }
        }
        List<Element> articles = page.select("article, main, [role=main]");
        Element content = articles.size() == 1 ? articles.getFirst() : page.body();
        content.select("nav, aside, header:not(:has(h1)), footer").remove();
        String title = about.getOrDefault("title", page.title());
        List<String> warnings = new ArrayList<>(leftOut.sentences());
        PictureFiles.askForTexts(content, warnings);
        return new Extracted(
                content.html(),
                title.isBlank() ? null : title,
                about,
                tags,
                pictures.all(),
                warnings);
    }

    /** Pictures as {@code data:} addresses, which browsers write to the clipboard. */
    private static void embedded(Document page, PictureFiles pictures, LeftOut leftOut) {
        for (Element picture : page.select("img[src^=data:]")) {
            String source = picture.attr("src");
            int comma = source.indexOf(',');
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(source.substring(comma + 1));
                pictures.take(new ByteArrayInputStream(bytes), Digest.of(bytes).hex())
                        .ifPresentOrElse(
                                taken -> picture.attr("src", "asset:" + taken.sha256()),
                                () -> {
                                    leftOut.add(LeftOut.What.PICTURES);
                                    picture.remove();
                                });
            } catch (IllegalArgumentException e) {
                picture.remove();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
