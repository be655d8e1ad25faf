package org.gongkai.content.difference;

import org.springframework.web.util.HtmlUtils;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes segments as HTML: the text escaped, what changed in {@code <ins>} and {@code <del>}, and
 * for a changed tag a mark that says what it is. The content's own tags are never written. Used for
 * one block.
 */
final class Marks {
    private static final List<String> SHOWN = List.of("colspan", "rowspan", "scope", "class");

    /** What is shown of a block that is new or gone as a whole. */
    private static final List<String> SHOWN_OF_WHOLE = List.of("a", "br", "img");

    private final Labels labels;
    private final boolean whole;

    /** Changed tags that were opened and not closed yet, which say at their end nothing more. */
    private final Map<Segment.Kind, Map<String, Integer>> open = new EnumMap<>(Segment.Kind.class);

    /**
     * @param whole whether the block is new or gone as a whole, so that its formats are no news
     */
    Marks(Labels labels, boolean whole) {
        this.labels = labels;
        this.whole = whole;
    }

    String of(List<Segment> segments) {
        StringBuilder html = new StringBuilder();
        for (Segment segment : segments) {
            for (Token token : Markup.pieces(segment.original())) {
                html.append(token.tag() ? tag(segment.kind(), token) : text(segment.kind(), token));
            }
        }
        return html.toString();
    }

    /** The same of text without tags. */
    static String ofPlain(List<Segment> segments, String between) {
        StringBuilder html = new StringBuilder();
        for (Segment segment : segments) {
            html.append(html.isEmpty() ? "" : HtmlUtils.htmlEscape(between))
                    .append(changed(segment.kind(), HtmlUtils.htmlEscape(segment.text()), false));
        }
        return html.toString();
    }

    String text(Segment.Kind kind, Token token) {
        return changed(kind, HtmlUtils.htmlEscape(token.text()), false);
    }

    /** What a tag shows: nothing while it is unchanged, unless it says something by itself. */
    String tag(Segment.Kind kind, Token token) {
        Markup.Tag tag = Markup.tag(token.source(), 0);
        if (tag == null || (whole && !SHOWN_OF_WHOLE.contains(tag.name()))) {
            return "";
        }
        if (kind == Segment.Kind.EQUAL) {
            return switch (tag.name()) {
                case "br" -> "<br>";
                case "img" -> mark(kind, tag.name(), Markup.attribute(token.source(), "alt"));
                default -> "";
            };
        }
        Map<String, Integer> opened = open.computeIfAbsent(kind, x -> new HashMap<>());
        if (tag.closing()) {
            int pending = opened.getOrDefault(tag.name(), 0);
            opened.put(tag.name(), Math.max(0, pending - 1));
            return pending > 0
                    ? ""
                    : mark(
                            kind,
                            HtmlUtils.htmlEscape(
                                    labels.say("difference.end", labels.element(tag.name()))));
        }
        opened.merge(tag.name(), 1, Integer::sum);
        return mark(kind, tag.name(), said(token.source(), tag.name()));
    }

    private String mark(Segment.Kind kind, String element, String said) {
        String label = labels.element(element);
        return mark(kind, HtmlUtils.htmlEscape(said.isBlank() ? label : label + " " + said));
    }

    private static String mark(Segment.Kind kind, String escaped) {
        return kind == Segment.Kind.EQUAL
                ? "<span class=\"mark\">" + escaped + "</span>"
                : changed(kind, escaped, true);
    }

    /**
     * What a tag says beside its name: where a link leads, what a picture shows, spans of a cell.
     */
    private String said(String source, String name) {
        return switch (name) {
            case "a" -> Markup.attribute(source, "href");
            case "img" -> {
                String sha256 = Markup.attribute(source, "src").replaceFirst("^asset:", "");
                yield Markup.attribute(source, "alt")
                        + " "
                        + sha256.substring(0, Math.min(12, sha256.length()));
            }
            default ->
                    SHOWN.stream()
                            .map(attribute -> attribute(source, attribute))
                            .filter(words -> !words.isEmpty())
                            .collect(Collectors.joining(" "));
        };
    }

    private String attribute(String source, String attribute) {
        String value = Markup.attribute(source, attribute);
        return value.isEmpty() ? "" : labels.attribute(attribute, value);
    }

    private static String changed(Segment.Kind kind, String escaped, boolean mark) {
        String element =
                switch (kind) {
                    case EQUAL -> "";
                    case INSERTED -> "ins";
                    case DELETED -> "del";
                };
        if (element.isEmpty() || escaped.isEmpty()) {
            return escaped;
        }
        return "<%s%s>%s</%s>".formatted(element, mark ? " class=\"mark\"" : "", escaped, element);
    }
}
