package org.gongkai.content.workbench;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Shows a sanitised body inside the workbench: its links and pictures lead to the workbench's own.
 */
final class BodyPreview {
    private static final String ASSET = "asset:";
    private static final String DOCUMENT = "document:";

    private BodyPreview() {}

    static String of(String body) {
        return of(body, asset(""), "/workbench/documents/");
    }

    /**
     * @param assets the address of an asset, but for its SHA-256
     * @param documents the address of a document, but for its id; null shows a link as plain text
     */
    static String of(String body, String assets, @Nullable String documents) {
        Document html = Jsoup.parseBodyFragment(body);
        html.outputSettings().prettyPrint(false);
        for (Element image : html.select("img[src^=" + ASSET + "]")) {
            image.attr("src", assets + image.attr("src").substring(ASSET.length()));
        }
        for (Element link : html.select("a[href^=" + ASSET + "]")) {
            link.attr("href", assets + link.attr("href").substring(ASSET.length()));
        }
        for (Element link : html.select("a[href^=" + DOCUMENT + "]")) {
            if (documents == null) {
                link.unwrap();
            } else {
                link.attr("href", documents + link.attr("href").substring(DOCUMENT.length()));
            }
        }
        return html.body().html();
    }

    static String asset(String sha256) {
        return "/api/v1/assets/" + sha256;
    }
}
