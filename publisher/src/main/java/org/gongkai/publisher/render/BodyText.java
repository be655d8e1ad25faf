package org.gongkai.publisher.render;

/** The words of an approved body without its markup. */
final class BodyText {
    private BodyText() {}

    /** The beginning of the text, at most so many characters, with an ellipsis if it goes on. */
    static String beginning(String html, int length) {
        StringBuilder text = new StringBuilder(length + 16);
        int at = 0;
        while (at < html.length() && text.length() <= length) {
            char c = html.charAt(at);
            if (c == '<') {
                int end = html.indexOf('>', at);
                at = end < 0 ? html.length() : end + 1;
            } else if (c == '&') {
                at = entity(html, at, text);
            } else {
                space(text, c);
                at++;
            }
        }
        String words = text.toString().strip();
        if (words.length() <= length) {
            return words;
        }
        int cut = Character.isHighSurrogate(words.charAt(length - 1)) ? length - 1 : length;
        return words.substring(0, cut) + "…";
    }

    private static int entity(String html, int at, StringBuilder text) {
        int end = html.indexOf(';', at);
        if (end < 0 || end - at > 10) {
            text.append('&');
            return at + 1;
        }
        String name = html.substring(at + 1, end);
        switch (name) {
            case "amp" -> text.append('&');
            case "lt" -> text.append('<');
            case "gt" -> text.append('>');
            case "quot" -> text.append('"');
            default -> space(text, ' ');
        }
        return end + 1;
    }

    private static void space(StringBuilder text, char c) {
        if (!Character.isWhitespace(c) && c != '\u3000') {
            text.append(c);
        } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }
}
