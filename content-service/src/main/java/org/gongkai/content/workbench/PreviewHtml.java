package org.gongkai.content.workbench;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import java.nio.charset.StandardCharsets;

/**
 * Makes of a page of the site one that can be shown inside the workbench: it says that it is a
 * preview, runs nothing, and takes the theme from here, because the site may not have it yet.
 */
final class PreviewHtml {
    /** Where the files of the theme are found meanwhile. */
    static final String THEME = "/workbench/preview/theme/";

    private static final String ON_SITE = "/theme/";

    private PreviewHtml() {}

    static String of(byte[] page, String mark) {
        Document html = Jsoup.parse(new String(page, StandardCharsets.UTF_8));
        html.outputSettings().prettyPrint(false);
        html.select("script, link[rel=alternate], link[rel=canonical]").remove();
        for (String attribute : new String[] {"href", "src"}) {
            for (Element file : html.select("[" + attribute + "^=" + ON_SITE + "]")) {
                file.attr(attribute, THEME + file.attr(attribute).substring(ON_SITE.length()));
            }
        }
        html.select("a[href]:not([href^=#])").attr("target", "_blank").attr("rel", "noopener");
        html.head().appendElement("meta").attr("name", "robots").attr("content", "noindex");
        html.head()
                .appendElement("link")
                .attr("rel", "stylesheet")
                .attr("href", "/workbench/assets/preview.css");
        html.body().prependElement("p").addClass("preview-mark").text(mark);
        return html.outerHtml();
    }

    static byte[] css(byte[] sheet) {
        return new String(sheet, StandardCharsets.UTF_8)
                .replace("url(\"" + ON_SITE, "url(\"" + THEME)
                .getBytes(StandardCharsets.UTF_8);
    }
}
