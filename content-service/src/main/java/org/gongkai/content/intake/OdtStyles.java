package org.gongkai.content.intake;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import javax.xml.stream.XMLStreamException;

/** What the styles of an odt mean, those of the document and those of its single passages. */
final class OdtStyles {
    /** What a style says itself; empty where it says nothing. */
    private record Style(String parent, Map<String, String> properties) {}

    private final Map<String, Style> styles = new HashMap<>();

    /** For each list style the number format by level; empty for bullets. */
    private final Map<String, Map<Integer, String>> lists = new HashMap<>();

    void read(OfficeZip zip, String part) throws IOException, XMLStreamException {
        zip.xml(part, xml -> xml.each(section -> section(xml, section)));
    }

    /** Reads a section of a part if it holds styles. */
    void section(XmlPart xml, String section) throws XMLStreamException {
        if (section.equals("styles") || section.equals("automatic-styles")) {
            xml.each(
                    child -> {
                        if (child.equals("style")) {
                            style(xml);
                        } else if (child.equals("list-style")) {
                            listStyle(xml);
                        }
                    });
        }
    }

    private void style(XmlPart xml) throws XMLStreamException {
        Map<String, String> properties = new HashMap<>();
        String name = xml.attribute("name");
        String parent = xml.attribute("parent-style-name");
        xml.each(
                child -> {
                    if (child.equals("text-properties") || child.equals("paragraph-properties")) {
                        for (String property :
                                new String[] {
                                    "font-weight",
                                    "font-style",
                                    "text-underline-style",
                                    "text-line-through-style",
                                    "text-position",
                                    "text-align",
                                    "break-before",
                                    "color",
                                    "display"
                                }) {
                            if (!xml.attribute(property).isEmpty()) {
                                properties.put(property, xml.attribute(property));
                            }
                        }
                    }
                });
        styles.put(name, new Style(parent, properties));
    }

    private void listStyle(XmlPart xml) throws XMLStreamException {
        Map<Integer, String> levels = new HashMap<>();
        lists.put(xml.attribute("name"), levels);
        xml.each(
                child ->
                        levels.put(
                                xml.number("level", 1),
                                child.equals("list-level-style-number")
                                        ? xml.attribute("num-format")
                                        : ""));
    }

    /** A property of a style, or of those that it is made from. */
    String property(String style, String name) {
        return look(style, found -> found.properties().getOrDefault(name, ""));
    }

    /** The name that people know it by, of those that it is made from. */
    boolean is(String style, String ancestor) {
        return style.equals(ancestor)
                || !look(style, found -> found.parent().equals(ancestor) ? "yes" : "").isEmpty();
    }

    private String look(String style, Function<Style, String> question) {
        Set<String> seen = new HashSet<>();
        String next = style;
        while (!next.isEmpty() && seen.add(next)) {
            Style found = styles.get(next);
            if (found == null) {
                return "";
            }
            String answer = question.apply(found);
            if (!answer.isEmpty()) {
                return answer;
            }
            next = found.parent();
        }
        return "";
    }

    /** How a level of a list counts: as the attribute {@code type}, {@code han}, or empty. */
    String counting(String list, int level) {
        String format = lists.getOrDefault(list, Map.of()).getOrDefault(level, "");
        if (format.startsWith("一") || format.startsWith("壹")) {
            return "han";
        }
        return Set.of("1", "a", "A", "i", "I").contains(format) ? format : "";
    }
}
