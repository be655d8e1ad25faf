package org.gongkai.publisher.check;

import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tag that a {@link TagScanner} stands at. One object serves all tags of a page: what is needed
 * later must be taken out while its turn is.
 */
final class Tag {
    private static final char REPLACED = '\uFFFD';

    private final byte[] html;
    private long name;
    private int nameFrom;
    private int nameTo;
    private boolean selfClosing;
    private boolean foreign;
    private int attributes;
    private long[] names = new long[16];
    private int[] places = new int[32];

    Tag(byte[] html) {
        this.html = html;
    }

    /** The element's name, as {@link TagName} has it. */
    long name() {
        return name;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    boolean isSelfClosing() {
        return selfClosing;
    }

    /** Whether it stands inside SVG or MathML, where names mean other things. */
    boolean isForeign() {
        return foreign;
    }

    void foreign(boolean inside) {
        foreign = inside;
    }

    int attributes() {
        return attributes;
    }

    long attributeName(int attribute) {
        return names[attribute];
    }

    /** The attribute's value with its character references resolved; empty if it has none. */
    String attributeValue(int attribute) {
        int from = places[2 * attribute];
        int to = places[2 * attribute + 1];
        String value =
                new String(html, from, to - from, StandardCharsets.UTF_8).replace('\0', REPLACED);
        return value.indexOf('&') < 0 ? value : Parser.unescapeEntities(value, true);
    }

    /** The value of the first attribute of this name, which is the one that counts. */
    @Nullable String value(long attributeName) {
        for (int attribute = 0; attribute < attributes; attribute++) {
            if (names[attribute] == attributeName) {
                return attributeValue(attribute);
            }
        }
        return null;
    }

    boolean has(long attributeName) {
        for (int attribute = 0; attribute < attributes; attribute++) {
            if (names[attribute] == attributeName) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads the tag whose name begins here.
     *
     * @return where the page goes on, or -1 if the page ends within the tag
     */
    int read(int from) {
        attributes = 0;
        selfClosing = false;
        int at = from;
        while (at < html.length && !endsName(html[at])) {
            at++;
        }
        nameFrom = from;
        nameTo = at;
        name = TagName.of(html, from, at);
        while (at < html.length) {
            byte c = html[at];
            if (c == '>') {
                return at + 1;
            } else if (c == '/' && at + 1 < html.length && html[at + 1] == '>') {
                selfClosing = true;
                return at + 2;
            } else if (c == '/' || isSpace(c)) {
                at++;
            } else {
                at = attribute(at);
            }
        }
        return -1;
    }

    private int attribute(int from) {
        int at = from + 1; // whatever the first letter is, even =, it belongs to the name
        while (at < html.length && html[at] != '=' && !endsName(html[at])) {
            at++;
        }
        int nameEnd = at;
        at = afterSpace(at);
        if (at == html.length || html[at] != '=') {
            add(from, nameEnd, nameEnd, nameEnd);
            return at;
        }
        at = afterSpace(at + 1);
        if (at == html.length) {
            return at;
        }
        byte quote = html[at];
        if (quote == '"' || quote == '\'') {
            int valueFrom = ++at;
            while (at < html.length && html[at] != quote) {
                at++;
            }
            add(from, nameEnd, valueFrom, at);
            return Math.min(at + 1, html.length);
        }
        int valueFrom = at;
        while (at < html.length && html[at] != '>' && !isSpace(html[at])) {
            at++;
        }
        add(from, nameEnd, valueFrom, at);
        return at;
    }

    private void add(int from, int to, int valueFrom, int valueTo) {
        long attributeName = TagName.of(html, from, to);
        if (attributeName >= 0 && has(attributeName)) {
            return;
        }
        if (attributes == names.length) {
            names = Arrays.copyOf(names, 2 * attributes);
            places = Arrays.copyOf(places, 4 * attributes);
        }
        names[attributes] = attributeName;
        places[2 * attributes] = valueFrom;
        places[2 * attributes + 1] = valueTo;
        attributes++;
    }

    private int afterSpace(int from) {
        int at = from;
        while (at < html.length && isSpace(html[at])) {
            at++;
        }
        return at;
    }

    private static boolean endsName(byte c) {
        return c == '>' || c == '/' || isSpace(c);
    }

    static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
