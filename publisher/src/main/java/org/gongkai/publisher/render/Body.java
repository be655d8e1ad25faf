package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An approved body on its way to the page. Nothing is sanitised or changed here but the references
 * that only a release can resolve: {@code document:UUID} becomes the path of a live document or
 * plain text (decision 5), {@code asset:SHA256} the address of a public asset; a picture gets its
 * candidates and its size, a table a box in which it scrolls; notes, and the links to them and
 * back, get the roles by which a screen reader knows them.
 */
final class Body {
    private static final Pattern TAG =
            Pattern.compile("<(/?)(a|img|table|section)\\b((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final String LONE_PICTURE = "<p>";
    private static final String LONE_PICTURE_END = "</p>";

    private final Function<UUID, Optional<String>> paths;
    private final Article article;
    private final Words words;
    private final Map<String, AssetUse> uses = new HashMap<>();

    /**
     * @param paths the public path of a document, empty if it is not live
     */
    Body(Function<UUID, Optional<String>> paths, Article article, Words words) {
        this.paths = paths;
        this.article = article;
        this.words = words;
        for (AssetUse use : article.content().assets()) {
            uses.putIfAbsent(use.sha256().hex(), use);
        }
    }

    String html() {
        String source = article.content().body();
        if (!source.contains("document:")
                && !source.contains("asset:")
                && !source.contains("<table")
                && !source.contains("<section")
                && !source.contains("\"#fn")) {
            return source;
        }
        StringBuilder html = new StringBuilder(source.length() + 512);
        Matcher tag = TAG.matcher(source);
        int from = 0;
        boolean unlinked = false;
        while (tag.find(from)) {
            html.append(source, from, tag.start());
            from = tag.end();
            boolean closing = !tag.group(1).isEmpty();
            switch (tag.group(2)) {
                case "a" -> {
                    if (closing) {
                        html.append(unlinked ? "" : "</a>");
                        unlinked = false;
                    } else {
                        String link = link(tag.group(), tag.group(3), source, tag.end());
                        unlinked = link.isEmpty();
                        html.append(link);
                    }
                }
                case "img" -> from = picture(html, source, tag);
                case "section" -> html.append(closing ? "</section>" : notes(tag.group()));
                default -> html.append(closing ? "</table></div>" : scrolling() + tag.group());
            }
        }
        return html.append(source, from, source.length()).toString();
    }

    private String scrolling() {
        return "<div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-label=\""
                + words.of("body.table")
                + "\">";
    }

    /** The start tag with its reference resolved; empty if its target is not live. */
    private String link(String tag, String attributes, String source, int end) {
        String href = attribute(attributes, "href");
        if (href == null) {
            return tag;
        }
        if (href.startsWith("document:")) {
            return target(href.substring("document:".length()))
                    .map(path -> "<a href=\"" + Xml.escape(path) + "\">")
                    .orElse("");
        }
        if (href.startsWith("asset:")) {
            PublicAsset asset = asset(href);
            return asset == null ? "" : "<a href=\"" + Xml.escape(asset.url()) + "\">";
        }
        if (href.startsWith("#fn-")) {
            return with(tag, "role=\"doc-noteref\"");
        }
        if (href.startsWith("#fnref-")) {
            String back = " aria-label=\"" + words.of("body.back") + "\"";
            return with(tag, "role=\"doc-backlink\"" + (saysSomething(source, end) ? "" : back));
        }
        return tag;
    }

    private String notes(String tag) {
        return with(tag, "role=\"doc-endnotes\" aria-label=\"" + words.of("body.notes") + "\"");
    }

    private static String with(String tag, String attributes) {
        return tag.substring(0, tag.length() - 1) + " " + attributes + ">";
    }

    /** Whether a link has a letter or a digit in its text, and not only an arrow. */
    private static boolean saysSomething(String source, int start) {
        int end = source.indexOf("</a>", start);
        return end < 0
                || TAG.matcher(source.substring(start, end))
                        .replaceAll("")
                        .codePoints()
                        .anyMatch(Character::isLetterOrDigit);
    }

    private Optional<String> target(String reference) {
        int end = reference.indexOf('#');
        String id = end < 0 ? reference : reference.substring(0, end);
        String fragment = end < 0 ? "" : reference.substring(end);
        try {
            return paths.apply(UUID.fromString(id)).map(path -> path + fragment);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes a picture and says where the rest of the body begins. */
    private int picture(StringBuilder html, String source, Matcher tag) {
        String src = attribute(tag.group(3), "src");
        if (src == null || !src.startsWith("asset:")) {
            html.append(tag.group());
            return tag.end();
        }
        PublicAsset asset = asset(src);
        AssetUse use = uses.get(src.substring("asset:".length()));
        if (asset == null || use == null) {
            return tag.end();
        }
        String alt = attribute(tag.group(3), "alt");
        String image = image(asset, alt == null || alt.isBlank() ? Xml.escape(use.alt()) : alt);
        boolean alone =
                source.startsWith(LONE_PICTURE, tag.start() - LONE_PICTURE.length())
                        && source.startsWith(LONE_PICTURE_END, tag.end());
        if (!alone) {
            html.append(image);
            return tag.end();
        }
        html.setLength(html.length() - LONE_PICTURE.length());
        html.append("<figure class=\"picture\"><a class=\"zoom\" href=\"")
                .append(Xml.escape(asset.url()))
                .append("\">")
                .append(image)
                .append("</a>");
        if (!use.caption().isBlank()) {
            html.append("<figcaption>").append(Xml.escape(use.caption())).append("</figcaption>");
        }
        html.append("</figure>");
        return tag.end() + LONE_PICTURE_END.length();
    }

    private static String image(PublicAsset asset, String alt) {
        PublicAsset.Rendition usual = Pictures.usual(asset);
        String webp = candidates(asset.webp());
        String image =
                "<img src=\""
                        + Xml.escape(usual.url())
                        + "\""
                        + candidates(asset.renditions())
                        + " width=\""
                        + usual.width()
                        + "\" height=\""
                        + usual.height()
                        + "\" alt=\""
                        + alt
                        + "\" loading=\"lazy\" decoding=\"async\">";
        return webp.isEmpty()
                ? image
                : "<picture><source type=\"image/webp\"" + webp + ">" + image + "</picture>";
    }

    private static String candidates(List<PublicAsset.Rendition> renditions) {
        String srcset = Pictures.srcset(renditions);
        return srcset == null
                ? ""
                : " srcset=\""
                        + Xml.escape(srcset)
                        + "\" sizes=\"(min-width: 1000px) 760px, 92vw\"";
    }

    private @Nullable PublicAsset asset(String reference) {
        AssetUse use = uses.get(reference.substring("asset:".length()));
        return use == null ? null : article.assets().get(use.sha256());
    }

    /** Whether the body shows or links this asset itself. */
    static boolean uses(Article article, Sha256 asset) {
        return article.content().body().contains("asset:" + asset.hex());
    }

    /** An attribute's value as it is written, escapes included; null if it is not there. */
    private static @Nullable String attribute(String attributes, String name) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            if (attribute.group(1).equalsIgnoreCase(name)) {
                return attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            }
        }
        return null;
    }
}
