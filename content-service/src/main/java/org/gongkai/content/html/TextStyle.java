package org.gongkai.content.html;

import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What little of an element's own dress has a meaning: alignment, and formats written as styles.
 */
final class TextStyle {
    private static final Pattern ALIGN =
            Pattern.compile("(?:^|;)\\s*text-align\\s*:\\s*(center|right|justify|left)\\b");

    private static final Pattern INDENT =
            Pattern.compile(
                    "(?:^|;)\\s*(?:margin|padding)-(?:left|inline-start)\\s*:\\s*(\\d{1,4}(?:\\.\\d{1,4})?)(em|rem|px|pt|cm|mm|in)\\b");
    private static final Pattern COLOUR = Pattern.compile("(?:^|;)\\s*color\\s*:\\s*([^;]{1,40})");
    private static final Pattern BREAK =
            Pattern.compile(
                    "(?:^|;)\\s*(?:page-)?break-(before|after)\\s*:\\s*(?:always|page|left|right|recto|verso)\\b");
    private static final Pattern NUMBERING =
            Pattern.compile("(?:^|;)\\s*list-style(?:-type)?\\s*:\\s*([a-z-]{1,40})");
    private static final Map<String, String> NUMBERINGS =
            Map.of(
                    "lower-alpha", "a",
                    "lower-latin", "a",
                    "upper-alpha", "A",
                    "upper-latin", "A",
                    "lower-roman", "i",
                    "upper-roman", "I");
    private static final Set<String> HAN =
            Set.of(
                    "cjk-ideographic",
                    "cjk-decimal",
                    "simp-chinese-informal",
                    "simp-chinese-formal",
                    "trad-chinese-informal",
                    "trad-chinese-formal",
                    "japanese-informal");

    /** One character of a body text, in each unit. */
    private static final Map<String, Double> CHARACTER =
            Map.of(
                    "em", 1.0, "rem", 1.0, "px", 16.0, "pt", 12.0, "cm", 0.42, "mm", 4.2, "in",
                    0.167);

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

    /** The class for how far an element is set in; empty for none. */
    static String indent(Element element) {
        for (String name : BodyRules.INDENTS) {
            if (element.hasClass(name)) {
                return name;
            }
        }
        Matcher indent = INDENT.matcher(style(element));
        if (!indent.find()) {
            return "";
        }
        double characters =
                Double.parseDouble(indent.group(1))
                        / CHARACTER.getOrDefault(indent.group(2), Double.MAX_VALUE);
        int steps = (int) Math.min(Math.round(characters / 2), BodyRules.INDENTS.size());
        return steps < 1 ? "" : BodyRules.INDENTS.get(steps - 1);
    }

    /** The colour that an element gives its text, if it gives one. */
    static Optional<Ink> ink(Element element) {
        for (String name : BodyRules.INKS) {
            if (element.hasClass(name)) {
                return Optional.of(new Ink(name));
            }
        }
        Matcher colour = COLOUR.matcher(style(element));
        String value = colour.find() ? colour.group(1) : "";
        if (value.isEmpty() && element.normalName().equals("font")) {
            value = element.attr("color").toLowerCase(Locale.ROOT);
        }
        return Ink.read(value.replace("!important", "").strip());
    }

    /** Whether a printed page ends {@code before} or {@code after} the element. */
    static boolean breaksPage(Element element, String side) {
        if (element.hasClass(BodyRules.PAGE_BREAK)) {
            return side.equals("before");
        }
        return BREAK.matcher(style(element)).results().anyMatch(at -> at.group(1).equals(side));
    }

    /** The type of a numbered list as HTML has it, empty if it has none or is the usual one. */
    static String numbering(Element list) {
        return NUMBERINGS.getOrDefault(numberingStyle(list), "");
    }

    /** Whether a list is counted 一、二、三. */
    static boolean numberedInHan(Element list) {
        return list.hasClass(BodyRules.HAN_LIST) || HAN.contains(numberingStyle(list));
    }

    private static String numberingStyle(Element list) {
        Matcher numbering = NUMBERING.matcher(style(list));
        return numbering.find() ? numbering.group(1) : "";
    }

    /** Whether an element holds the notes at the end of a text. */
    static boolean footnotes(Element element) {
        if (!Set.of("section", "div", "aside", "footer").contains(element.normalName())) {
            return false;
        }
        return element.hasClass(BodyRules.FOOTNOTES)
                || element.hasAttr("data-footnotes")
                || element.attr("role").equals("doc-endnotes")
                || style(element)
                        .matches("(?s).*\\bmso-element\\s*:\\s*(?:foot|end)note-list\\b.*");
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
