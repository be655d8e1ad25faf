package org.gongkai.publisher.check;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts of a page that was parsed to a tree: the meaning of {@link PageFacts}, and the way for
 * pages whose tags alone do not tell them. Some ten times slower than {@link FactsOfTags}.
 */
final class FactsOfTree {
    private FactsOfTree() {}

    static PageFacts of(Document page) {
        Map<String, List<String>> meta = new LinkedHashMap<>();
        for (String name : PageFacts.META) {
            List<String> values =
                    page.getElementsByTag("meta").stream()
                            .filter(tag -> tag.attr("name").equals(name))
                            .map(tag -> tag.attr("content"))
                            .toList();
            if (!values.isEmpty()) {
                meta.put(name, values);
            }
        }
        Set<String> links = new LinkedHashSet<>();
        page.getAllElements().forEach(element -> links(element, links));
        Element heading = page.selectFirst("h1");
        return new PageFacts(
                meta,
                links,
                page.select("img:not([alt])").stream().map(image -> image.attr("src")).toList(),
                heading == null ? null : heading.text(),
                page.getElementsByTag("time").stream().map(Element::text).toList(),
                page.selectFirst("time[datetime]") != null);
    }

    private static void links(Element element, Set<String> links) {
        Stream.of("href", "src", "poster", "action")
                .filter(element::hasAttr)
                .map(element::attr)
                .forEach(links::add);
        if (element.hasAttr("srcset")) {
            SourceSet.addTo(links, element.attr("srcset"));
        }
    }
}
