package org.gongkai.content.difference;

import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads HTML piece by piece without repairing it, so that the pieces together are the source
 * exactly. It takes any text: what is no tag or entity is text.
 */
final class Markup {
    private static final int LONGEST_ENTITY = 32;

    private Markup() {}

    /**
     * A tag in its source.
     *
     * @param name in lower case
     */
    record Tag(int start, int end, String name, boolean closing) {}

    /** The words, entities and tags; together they are the source. */
    static List<Token> tokens(String html) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < html.length()) {
            Tag tag = html.charAt(at) == '<' ? tag(html, at) : null;
            int end = tag == null ? textEnd(html, at) : tag.end();
            String source = html.substring(at, end);
            if (tag != null) {
                tokens.add(new Token(source, said(source, tag), true));
            } else if (source.charAt(0) == '&' && source.length() > 1) {
                tokens.add(new Token(source, Parser.unescapeEntities(source, false), false));
            } else {
                tokens.add(Token.word(source));
            }
            at = end;
        }
        return tokens;
    }

    /** The tags, and the text between them each in one piece. */
    static List<Token> pieces(String html) {
        List<Token> pieces = new ArrayList<>();
        StringBuilder source = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (Token token : tokens(html)) {
            if (token.tag()) {
                end(pieces, source, text);
                pieces.add(token);
            } else {
                source.append(token.source());
                text.append(token.text());
            }
        }
        end(pieces, source, text);
        return pieces;
    }

    /** The sentences and tags; coarser, for texts that are too long for words. */
    static List<Token> sentences(String html) {
        List<Token> sentences = new ArrayList<>();
        StringBuilder source = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (Token token : tokens(html)) {
            if (token.tag()) {
                end(sentences, source, text);
                sentences.add(token);
                continue;
            }
            source.append(token.source());
            text.append(token.text());
            if ("。！？；!?;\n".contains(token.text())) {
                end(sentences, source, text);
            }
        }
        end(sentences, source, text);
        return sentences;
    }

    private static void end(List<Token> sentences, StringBuilder source, StringBuilder text) {
        if (!source.isEmpty()) {
            sentences.add(new Token(source.toString(), text.toString(), false));
            source.setLength(0);
            text.setLength(0);
        }
    }

    /** The tag that begins at this {@code <}; null if none does. */
    static @Nullable Tag tag(String html, int start) {
        int at = start + 1;
        boolean closing = at < html.length() && html.charAt(at) == '/';
        if (closing) {
            at++;
        }
        int nameStart = at;
        while (at < html.length() && nameCharacter(html.charAt(at), at == nameStart)) {
            at++;
        }
        if (at == nameStart) {
            return null;
        }
        String name = html.substring(nameStart, at).toLowerCase(Locale.ROOT);
        char quote = 0;
        for (; at < html.length(); at++) {
            char c = html.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return new Tag(start, at + 1, name, closing);
            } else if (c == '<') {
                return null;
            }
        }
        return null;
    }

    /** The value of an attribute of a tag, decoded; empty if it has none. */
    static String attribute(String tag, String name) {
        int at = tag.indexOf(" " + name + "=\"");
        if (at < 0) {
            return "";
        }
        int start = at + name.length() + 3;
        int end = tag.indexOf('"', start);
        return end < 0 ? "" : Parser.unescapeEntities(tag.substring(start, end), true);
    }

    private static boolean nameCharacter(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (!first && ((c >= '0' && c <= '9') || c == '-'));
    }

    /** What a tag says to a reader by itself. */
    private static String said(String source, Tag tag) {
        return switch (tag.name()) {
            case "br" -> "\n";
            case "img" -> attribute(source, "alt");
            default -> "";
        };
    }

    private static int textEnd(String html, int start) {
        char first = html.charAt(start);
        if (first == '<') {
            return start + 1;
        }
        if (first == '&') {
            int end = html.indexOf(';', start);
            return end < 0 || end - start > LONGEST_ENTITY || !entity(html, start + 1, end)
                    ? start + 1
                    : end + 1;
        }
        return Words.end(html, start);
    }

    private static boolean entity(String html, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = html.charAt(i);
            if (!nameCharacter(c, false) && !(c == '#' && i == start)) {
                return false;
            }
        }
        return end > start;
    }
}
