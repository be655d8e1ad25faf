package org.gongkai.content.canonical;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes canonical JSON after RFC 8785: members in the order of their names' UTF-16 code units,
 * shortest escapes, no white space, UTF-8. Of numbers only integers within ±(2^53 − 1) are written,
 * which all JSON readers agree on.
 */
public final class CanonicalJson {
    private static final long SAFE = (1L << 53) - 1;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * The canonical bytes of a value.
     *
     * @param value a map with text keys, a list, text, an integer, a boolean or null, to any depth
     * @throws IllegalArgumentException for anything else, and for text with an unpaired surrogate,
     *     which has no UTF-8
     */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text of a value; its UTF-8 encoding is {@link #bytes}. */
    public static String text(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> integer(number);
            case Map<?, ?> members -> object(members);
            case List<?> elements -> array(elements);
            default ->
                    throw new IllegalArgumentException(
                            "Canonical JSON has no " + value.getClass().getName());
        }
    }

    private void integer(long number) {
        if (Math.abs(number) > SAFE) {
            throw new IllegalArgumentException(
                    "Not every JSON reader can tell " + number + " from its neighbours");
        }
        out.append(number);
    }

    private void object(Map<?, ?> members) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put((String) name, value));
        String separator = "{";
        for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            write(member.getValue());
            separator = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> elements) {
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(elements.get(i));
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else if (!Character.isSurrogate(c)) {
                        out.append(c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else {
                        throw new IllegalArgumentException(
                                "Half a character (an unpaired surrogate) at position " + i);
                    }
                }
            }
        }
        out.append('"');
    }
}
