package org.gongkai.content.html;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of a body without its markup: one line per block, cells of a row apart by a tab. */
public final class PlainText {
    private PlainText() {}

    /** The text of a body that {@link BodySanitizer} made. */
    public static String of(String body) {
        StringBuilder out = new StringBuilder(body.length());
        Jsoup.parseBodyFragment(body)
                .body()
                .traverse(
                        new NodeVisitor() {
                            @Override
                            public void head(Node node, int depth) {
                                if (node instanceof TextNode text) {
                                    append(text.getWholeText());
                                } else if (node instanceof Element element) {
                                    separate(element, true);
                                }
                            }

                            @Override
                            public void tail(Node node, int depth) {
                                if (node instanceof Element element) {
                                    separate(element, false);
                                }
                            }

                            private void append(String text) {
                                String words = text.replaceAll("[ \\t\\n\\r]+", " ");
                                boolean lineStart =
                                        out.isEmpty()
                                                || Character.isWhitespace(
                                                        out.charAt(out.length() - 1));
                                out.append(
                                        lineStart && words.startsWith(" ")
                                                ? words.substring(1)
                                                : words);
                            }

                            private void separate(Element element, boolean before) {
                                switch (element.normalName()) {
                                    case "br" -> lineEnd(before);
                                    case "td", "th" -> {
                                        if (!before && element.nextElementSibling() != null) {
                                            while (!out.isEmpty()
                                                    && " \n".indexOf(out.charAt(out.length() - 1))
                                                            >= 0) {
                                                out.setLength(out.length() - 1);
                                            }
                                            out.append('\t');
                                        }
                                    }
                                    case "p",
                                            "h1",
                                            "h2",
                                            "h3",
                                            "h4",
                                            "h5",
                                            "h6",
                                            "li",
                                            "tr",
                                            "ul",
                                            "ol",
                                            "blockquote",
                                            "figure",
                                            "figcaption",
                                            "caption",
                                            "table",
                                            "hr",
                                            "section",
                                            "div" ->
                                            lineEnd(true);
                                    default -> {}
                                }
                            }

                            private void lineEnd(boolean wanted) {
                                if (wanted && !out.isEmpty()) {
                                    strip();
                                    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                                        out.append('\n');
                                    }
                                }
                            }

                            private void strip() {
                                while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
                                    out.setLength(out.length() - 1);
                                }
                            }
                        });
        return out.toString().strip();
    }
}
