package org.gongkai.content.intake;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

import java.util.ArrayList;
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

    static Extracted read(String text) {
        Document page = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(text, "");
        page.outputSettings().prettyPrint(false);
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
        return new Extracted(
                content.html(), title.isBlank() ? null : title, about, tags, List.of(), List.of());
    }
}
