package org.gongkai.content.workbench;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Shows a sanitised body inside the workbench: its links and pictures lead to the workbench's own.
 */
final class BodyPreview {
    private static final String ASSET = "asset:";
    private static final String DOCUMENT = "document:";

    private BodyPreview() {}

    static String of(String body) {
        Document html = Jsoup.parseBodyFragment(body);
        html.outputSettings().prettyPrint(false);
        for (Element image : html.select("img[src^=" + ASSET + "]")) {
            image.attr("src", asset(image.attr("src").substring(ASSET.length())));
        }
        for (Element link : html.select("a[href^=" + ASSET + "]")) {
            link.attr("href", asset(link.attr("href").substring(ASSET.length())));
        }
        for (Element link : html.select("a[href^=" + DOCUMENT + "]")) {
            link.attr(
                    "href",
                    "/workbench/documents/" + link.attr("href").substring(DOCUMENT.length()));
        }
        return html.body().html();
    }

    static String asset(String sha256) {
        return "/api/v1/assets/" + sha256;
    }
}
