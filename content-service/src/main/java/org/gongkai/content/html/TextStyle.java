package org.gongkai.content.html;

import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What little of an element's own dress has a meaning: alignment, and formats written as styles.
 */
final class TextStyle {
    private static final Pattern ALIGN =
            Pattern.compile("(?:^|;)\\s*text-align\\s*:\\s*(center|right|justify|left)\\b");

    private TextStyle() {}

    /** The class for an element's alignment; empty for the usual one. */
    static String alignment(Element element) {
        for (String name : BodyRules.ALIGNMENTS) {
            if (element.hasClass(name)) {
                return name;
            }
        }
        if (element.normalName().equals("center")) {
            return "align-center";
        }
        String style = style(element);
        Matcher align = ALIGN.matcher(style);
        String value =
                align.find()
                        ? align.group(1)
                        : element.attr("align").strip().toLowerCase(Locale.ROOT);
        String name = "align-" + value;
        return BodyRules.ALIGNMENTS.contains(name) ? name : "";
    }

    /** The formats that word processors write as styles. */
    static List<String> formats(Element element) {
        List<String> formats = new ArrayList<>();
        if (element.normalName().equals("strike")) {
            formats.add("s");
        }
        String style = style(element);
        if (has(style, "font-weight", "bold|[6-9]00")) {
            formats.add("strong");
        }
        if (has(style, "font-style", "italic|oblique")) {
            formats.add("em");
        }
        if (has(style, "text-decoration(?:-line)?", "[^;]*underline")) {
            formats.add("u");
        }
        if (has(style, "text-decoration(?:-line)?", "[^;]*line-through")) {
            formats.add("s");
        }
        if (has(style, "vertical-align", "super")) {
            formats.add("sup");
        }
        if (has(style, "vertical-align", "sub\\b")) {
            formats.add("sub");
        }
        return formats;
    }

    private static boolean has(String style, String property, String value) {
        return !style.isEmpty()
                && Pattern.compile("(?:^|;)\\s*" + property + "\\s*:\\s*(?:" + value + ")")
                        .matcher(style)
                        .find();
    }

    private static String style(Element element) {
        String style = element.attr("style");
        return style.length() > 2000 ? "" : style.toLowerCase(Locale.ROOT);
    }
}
