package org.gongkai.publisher.drawing;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Cascading styles of drawings, rewritten from the little that is understood of them. */
final class Styles {
    private static final int LONGEST = 100_000;
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(?:\\*/|$)", Pattern.DOTALL);
    private static final Pattern SELECTOR = Pattern.compile("[\\w\\s.,#*>-]{1,2000}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Styles() {}

    /** The declarations of a {@code style} attribute. */
    static String declarations(String style, Consumer<String> removed) {
        StringBuilder kept = new StringBuilder();
        for (String each : COMMENT.matcher(style).replaceAll(" ").split(";", -1)) {
            int colon = each.indexOf(':');
            String name = (colon < 0 ? each : each.substring(0, colon)).strip();
            String value =
                    colon < 0 || each.contains("{")
                            ? ""
                            : SPACE.matcher(each.substring(colon + 1)).replaceAll(" ").strip();
            if (name.isEmpty() && value.isEmpty()) {
                continue;
            }
            if (colon > 0 && !value.isEmpty() && Allowed.property(name, value)) {
                kept.append(kept.isEmpty() ? "" : ";").append(name).append(':').append(value);
            } else {
                removed.accept(printable(name));
            }
        }
        return kept.toString();
    }

    /** The rules of a {@code style} element; those that are not understood are left out. */
    static String sheet(String css, Consumer<String> removed) {
        if (css.length() > LONGEST) {
            removed.accept("style");
            return "";
        }
        String rest = COMMENT.matcher(css).replaceAll(" ").strip();
        StringBuilder kept = new StringBuilder();
        while (!rest.isEmpty()) {
            int open = rest.indexOf('{');
            int statement = rest.startsWith("@") ? rest.indexOf(';') : -1;
            int end =
                    statement >= 0 && (open < 0 || statement < open)
                            ? statement
                            : endOfBlock(rest, open);
            String selector =
                    SPACE.matcher(rest.substring(0, Math.max(0, Math.min(open, end))))
                            .replaceAll(" ")
                            .strip();
            if (SELECTOR.matcher(selector).matches()) {
                String declarations = declarations(rest.substring(open + 1, end), removed);
                if (!declarations.isEmpty()) {
                    kept.append(selector).append('{').append(declarations).append('}');
                }
            } else {
                removed.accept("style");
            }
            rest = rest.substring(Math.min(rest.length(), end + 1)).strip();
        }
        return kept.toString();
    }

    /** Where a block, and what it holds, is closed; the end if it never is. */
    private static int endOfBlock(String css, int open) {
        int depth = 0;
        for (int at = Math.max(0, open); at < css.length(); at++) {
            if (css.charAt(at) == '{') {
                depth++;
            } else if (css.charAt(at) == '}' && --depth <= 0) {
                return at;
            }
        }
        return css.length();
    }

    private static String printable(String name) {
        String clean = name.replaceAll("[^\\w-]", "");
        return "style " + (clean.length() > 40 ? clean.substring(0, 40) : clean);
    }
}
