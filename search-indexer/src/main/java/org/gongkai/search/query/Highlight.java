package org.gongkai.search.query;

import java.util.List;

/**
 * Turns what the engine marked into HTML that cannot be broken: all text is escaped, and the only
 * tags are balanced {@code <em>}, whatever stands in the text.
 *
 * <p>The marks are Unicode noncharacters, which exist for use inside a program and never in text;
 * the index takes them out of what it stores.
 */
final class Highlight {
    static final char OPEN = '\uFDD0';
    static final char CLOSE = '\uFDD1';
    private static final String BETWEEN = " … ";

    private Highlight() {}

    /** Passages as one piece of HTML. */
    static String html(List<String> marked) {
        return String.join(BETWEEN, marked.stream().map(Highlight::html).toList());
    }

    static String html(String marked) {
        // Overlapping pairs of characters come as neighbours; a reader sees one word.
        String text = marked.replace("" + CLOSE + OPEN, "");
        StringBuilder html = new StringBuilder(text.length() + 32);
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == OPEN || c == CLOSE) {
                if (open != (c == OPEN)) {
                    open = c == OPEN;
                    html.append(open ? "<em>" : "</em>");
                }
            } else {
                appendEscaped(html, c);
            }
        }
        return open ? html.append("</em>").toString() : html.toString();
    }

    private static void appendEscaped(StringBuilder html, char c) {
        switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.append(c);
        }
    }
}
