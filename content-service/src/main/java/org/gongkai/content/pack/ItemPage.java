package org.gongkai.content.pack;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.web.util.UriUtils;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes of a page of the site one that opens from a directory, without a server: its files and the
 * theme's lie beside it, what only a server can answer leads nowhere, and it says what it is.
 */
final class ItemPage {
    /** Where files of an item are asked for while its page is made; their digest follows. */
    static final String FILES = "/pack-file/";

    private static final String THEME = "/theme/";
    private static final String UP = "../../";

    private final Map<String, String> files;
    private final SortedSet<String> theme = new TreeSet<>();

    /**
     * @param files where each file of the item lies, from its page, by its digest
     */
    ItemPage(Map<String, String> files) {
        this.files = Map.copyOf(files);
    }

    /** The page, two directories below the root of the pack. */
    byte[] of(byte[] page, String mark, String back) {
        Document html = Jsoup.parse(new String(page, StandardCharsets.UTF_8));
        html.outputSettings().prettyPrint(false);
        html.select(
                        "script, link[rel=alternate], link[rel=canonical], form, dialog, template, .found-related, .article-tools")
                .remove();
        for (String attribute : new String[] {"href", "src", "poster"}) {
            html.select("[" + attribute + "^=/]").forEach(each -> settle(each, attribute));
        }
        html.select("[srcset]").removeAttr("srcset");
        html.select("a[href^=http]").attr("target", "_blank").attr("rel", "noopener");
        html.head().appendElement("meta").attr("name", "robots").attr("content", "noindex");
        html.head()
                .appendElement("link")
                .attr("rel", "stylesheet")
                .attr("href", UP + ThemeFiles.MARK);
        html.body()
                .prependElement("p")
                .addClass("preview-mark")
                .text(mark + " ")
                .appendElement("a")
                .attr("href", UP + "index.html")
                .text(back);
        return html.outerHtml().getBytes(StandardCharsets.UTF_8);
    }

    /** The files of the theme that the page names, by their public paths. */
    SortedSet<String> theme() {
        return theme;
    }

    private void settle(Element element, String attribute) {
        String address = element.attr(attribute);
        String file = files.get(address.replace(FILES, ""));
        if (address.startsWith(FILES) && file != null) {
            element.attr(attribute, UriUtils.encodePath(file, StandardCharsets.UTF_8));
        } else if (address.startsWith(THEME)) {
            theme.add(address);
            element.attr(attribute, UP + address.substring(1));
        } else {
            element.removeAttr(attribute);
        }
    }
}
