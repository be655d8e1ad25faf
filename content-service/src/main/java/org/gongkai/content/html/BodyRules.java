package org.gongkai.content.html;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The elements, attributes and values that a body may hold; everything that is not named here is
 * not allowed.
 */
final class BodyRules extends Safelist {
    static final List<String> ALIGNMENTS =
            List.of("align-center", "align-right", "align-justify", "align-left");

    private static final int LONGEST_ADDRESS = 2000;
    private static final int LONGEST_ALT = 500;
    private static final Pattern ID = Pattern.compile("(?:fn|fnref|at)-[A-Za-z0-9_-]{1,64}");
    private static final Pattern WEB =
            Pattern.compile(
                    "https?://[^\\s/?#@\"'<>\\\\`]+(?:[/?#][^\\s\"'<>\\\\`]*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL =
            Pattern.compile("mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOCUMENT =
            Pattern.compile(
                    "document:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern ASSET = Pattern.compile("asset:[0-9a-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private static final Map<String, Integer> LARGEST =
            Map.of(
                    "colspan", 100,
                    "rowspan", 1000,
                    "span", 100,
                    "start", 99_999,
                    "width", 20_000,
                    "height", 20_000);

    BodyRules() {
        addTags("h2", "h3", "h4", "p", "br", "hr", "strong", "em", "u", "s", "sub", "sup");
        addTags("ul", "ol", "li", "blockquote", "figure", "figcaption", "img", "a");
        addTags("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot");
        addTags("tr", "th", "td");
        for (String aligned : Set.of("h2", "h3", "h4", "p", "th", "td")) {
            addAttributes(aligned, "class");
        }
        for (String target : Set.of("h2", "h3", "h4", "p", "li", "sup", "a", "figure", "table")) {
            addAttributes(target, "id");
        }
        addAttributes("a", "href", "rel");
        addAttributes("img", "src", "alt", "width", "height");
        addAttributes("ol", "start", "type");
        addAttributes("th", "colspan", "rowspan", "scope");
        addAttributes("td", "colspan", "rowspan");
        addAttributes("col", "span");
    }

    @Override
    public boolean isSafeAttribute(String tag, Element element, Attribute attribute) {
        String value = attribute.getValue();
        return super.isSafeAttribute(tag, element, attribute)
                && switch (attribute.getKey()) {
                    case "class" -> ALIGNMENTS.contains(value);
                    case "id" -> ID.matcher(value).matches();
                    case "href" -> address(value);
                    case "rel" -> value.equals("noopener noreferrer");
                    case "src" -> picture(value);
                    case "alt" -> value.length() <= LONGEST_ALT;
                    case "type" -> Set.of("1", "a", "A", "i", "I").contains(value);
                    case "scope" -> Set.of("row", "col", "rowgroup", "colgroup").contains(value);
                    default -> number(attribute.getKey(), value);
                };
    }

    /** Whether a link may point there. */
    static boolean address(String value) {
        return value.length() <= LONGEST_ADDRESS
                && (value.startsWith("#")
                        ? ID.matcher(value.substring(1)).matches()
                        : WEB.matcher(value).matches()
                                || MAIL.matcher(value).matches()
                                || DOCUMENT.matcher(value).matches()
                                || ASSET.matcher(value).matches());
    }

    /** Whether a picture may come from there: only from the media library. */
    static boolean picture(String value) {
        return ASSET.matcher(value).matches();
    }

    static boolean leavesTheSite(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith("http");
    }

    static String alt(String value) {
        return CleanText.atMost(LONGEST_ALT, CleanText.oneLine(value));
    }

    /**
     * An id under one of the prefixes of bodies ({@code fn-}, {@code fnref-} for footnotes, {@code
     * at-} for other places), so that it cannot meet an id of the page around it; empty if it is
     * not usable.
     */
    static String prefixed(String id) {
        String own = id.strip();
        if (ID.matcher(own).matches()) {
            return own;
        }
        String derived = "at-" + own.replaceAll("[^A-Za-z0-9_-]", "_");
        return ID.matcher(derived).matches() ? derived : "";
    }

    private static boolean number(String attribute, String value) {
        Integer largest = LARGEST.get(attribute);
        return largest != null
                && NUMBER.matcher(value).matches()
                && Integer.parseInt(value) >= 1
                && Integer.parseInt(value) <= largest;
    }

    /** Copies those of the attributes that may stand on the other element. */
    void copy(Element from, Element to, String... names) {
        for (String name : names) {
            String value = from.attr(name).strip();
            if (!value.isEmpty()
                    && isSafeAttribute(to.normalName(), to, new Attribute(name, value))) {
                to.attr(name, value);
            }
        }
    }

    /** Gives the other element the id, under its prefix. */
    static void identify(Element from, Element to) {
        String id = prefixed(from.id());
        if (!from.id().isBlank() && !id.isEmpty()) {
            to.attr("id", id);
        }
    }
}
