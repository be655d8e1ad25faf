package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

import java.util.List;

/** Settles which heading of a document is its title, and which paragraphs are headings. */
final class Headings {
    private Headings() {}

    /**
     * If no title is marked, the first and only heading of the highest level is it, as people write
     * titles. If no heading is marked at all, the paragraphs are that official documents number so.
     */
    static void settle(Element body) {
        Elements headings = body.select("h1, h2, h3, h4");
        if (headings.isEmpty()) {
            numbered(body);
            return;
        }
        Elements highest = body.select("h2");
        if (body.selectFirst("h1") == null
                && highest.size() == 1
                && headings.size() > 1
                && headings.getFirst() == highest.getFirst()) {
            highest.getFirst().tagName("h1");
            for (Element lower : body.select("h3")) {
                lower.tagName("h2");
            }
            for (Element lower : body.select("h4")) {
                lower.tagName("h3");
            }
        }
    }

    private static void numbered(Element body) {
        for (Element paragraph : List.copyOf(body.children())) {
            if (paragraph.nameIs("p") && TextReader.heading(paragraph.text().strip())) {
                paragraph.tagName("h2");
            }
        }
    }
}
