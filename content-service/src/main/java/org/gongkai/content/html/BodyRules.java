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

    /** Set in by so many times two characters. */
    static final List<String> INDENTS = List.of("indent-1", "indent-2", "indent-3", "indent-4");

    /** Colours that say something; the theme chooses shades that can be read. */
    static final List<String> INKS = List.of("ink-red", "ink-blue", "ink-green", "ink-grey");

    /** Where a printed document begins a new page. */
    static final String PAGE_BREAK = "page-break";

    /** The notes at the end. */
    static final String FOOTNOTES = "footnotes";

    /** A list counted 一、二、三. */
    static final String HAN_LIST = "list-han";

    private static final int LONGEST_ADDRESS = 2000;
    private static final int LONGEST_ALT = 500;
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
                    "value", 99_999,
                    "width", 20_000,
                    "height", 20_000);

    BodyRules() {
        addTags("h2", "h3", "h4", "p", "br", "hr", "span", "strong", "em", "u", "s", "sub", "sup");
        addTags("ul", "ol", "li", "blockquote", "section", "figure", "figcaption", "img", "a");
        addTags("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot");
        addTags("tr", "th", "td");
        for (String dressed :
                Set.of("h2", "h3", "h4", "p", "th", "td", "span", "hr", "ol", "section")) {
            addAttributes(dressed, "class");
        }
        for (String target : Set.of("h2", "h3", "h4", "p", "li", "sup", "a", "figure", "table")) {
            addAttributes(target, "id");
        }
        addAttributes("a", "href", "rel");
        addAttributes("img", "src", "alt", "width", "height");
        addAttributes("ol", "start", "type");
        addAttributes("li", "value");
        addAttributes("th", "colspan", "rowspan", "scope");
        addAttributes("td", "colspan", "rowspan");
        addAttributes("col", "span");
    }

    @Override
    public boolean isSafeAttribute(String tag, Element element, Attribute attribute) {
        String value = attribute.getValue();
        return super.isSafeAttribute(tag, element, attribute)
                && switch (attribute.getKey()) {
                    case "class" -> classes(tag, value);
                    case "id" -> BodyIds.lawful(value);
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
                        ? BodyIds.lawful(value.substring(1))
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

    /** The classes that an element may have, each at most once and in this order. */
    private static boolean classes(String tag, String value) {
        return switch (tag) {
            case "span" -> INKS.contains(value);
            case "hr" -> value.equals(PAGE_BREAK);
            case "ol" -> value.equals(HAN_LIST);
            case "section" -> value.equals(FOOTNOTES);
            case "th", "td" -> ALIGNMENTS.contains(value);
            default -> {
                String[] parts = value.split(" ", -1);
                yield parts.length == 1
                        ? ALIGNMENTS.contains(value) || INDENTS.contains(value)
                        : parts.length == 2
                                && ALIGNMENTS.contains(parts[0])
                                && INDENTS.contains(parts[1]);
            }
        };
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
}
