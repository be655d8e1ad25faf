package org.gongkai.content.html;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what could act or load in HTML; knows nothing of the sanitiser's own rules. */
public final class Active {
    private static final Set<String> HARMLESS =
            Set.of(
                    "html",
                    "head",
                    "body",
                    "h2",
                    "h3",
                    "h4",
                    "p",
                    "br",
                    "hr",
                    "span",
                    "section",
                    "strong",
                    "em",
                    "u",
                    "s",
                    "sub",
                    "sup",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "figure",
                    "figcaption",
                    "img",
                    "a",
                    "table",
                    "caption",
                    "colgroup",
                    "col",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td");

    private Active() {}

    /** What could act on a whole page, beside the page's own scripts and forms. */
    public static List<String> onPage(String html) {
        List<String> found = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            String name = element.normalName();
            boolean own =
                    element.attr("src").startsWith("/theme/")
                            || element.attr("src").startsWith("/workbench/assets/")
                            || element.attr("type").equals("application/ld+json");
            if (name.equals("script") && !own) {
                found.add(element.outerHtml());
            }
            if (Set.of("iframe", "frame", "object", "embed", "applet", "base", "foreignobject")
                            .contains(name)
                    || !element.attr("http-equiv").isEmpty()) {
                found.add(element.outerHtml());
            }
            if (name.equals("link") && element.attr("href").equals("data:,")) {
                continue; // the workbench has no icon
            }
            for (Attribute attribute : element.attributes()) {
                String key = attribute.getKey().toLowerCase(Locale.ROOT);
                String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                boolean address = Set.of("href", "src", "action", "formaction").contains(key);
                if (key.startsWith("on")
                        || key.equals("style")
                        || key.equals("srcdoc")
                        || (address && value.matches("(?s)(javascript|data|vbscript):.*"))
                        || (key.equals("action") && !value.startsWith("/"))) {
                    found.add(key + "=" + value + " on " + name);
                }
            }
        }
        return found;
    }

    public static List<String> contentOf(String html) {
        List<String> found = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            String name = element.normalName();
            if (name.equals("#root")) {
                continue;
            }
            if (!HARMLESS.contains(name)) {
                found.add(name);
            }
            for (Attribute attribute : element.attributes()) {
                String key = attribute.getKey().toLowerCase(Locale.ROOT);
                String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                if (key.startsWith("on") || key.equals("style") || key.contains(":")) {
                    found.add(key);
                }
                if (key.equals("src") && !value.startsWith("asset:")) {
                    found.add(key + "=" + value);
                }
                if (key.equals("href")
                        && !value.matches("(?s)(https?://|mailto:|document:|asset:|#).*")) {
                    found.add(key + "=" + value);
                }
            }
        }
        return found;
    }
}
