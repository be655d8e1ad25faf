package org.gongkai.publisher.render;

import org.jspecify.annotations.Nullable;

/** Text inside markup. */
final class Xml {
    private Xml() {}

    /**
     * Escapes text for content and for quoted attributes, and drops the control characters that XML
     * 1.0 cannot hold.
     */
    static String escape(String text) {
        StringBuilder escaped = null;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            String with = replacement(text, at, c);
            if (with != null && escaped == null) {
                escaped = new StringBuilder(text.length() + 32).append(text, 0, at);
            }
            if (escaped != null) {
                if (with == null) {
                    escaped.append(c);
                } else {
                    escaped.append(with);
                }
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static @Nullable String replacement(String text, int at, char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '\t', '\n', '\r' -> null;
            case '\ufffe', '\uffff' -> "";
            default -> c < ' ' || lone(text, at, c) ? "" : null;
        };
    }

    private static boolean lone(String text, int at, char c) {
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
