package org.gongkai.publisher.drawing;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cascading styles of drawings, rewritten from the little that is understood of them. */
final class Styles {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?(?:\\*/|$)", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]*)\\{([^{}]*)\\}");
    private static final Pattern SELECTOR = Pattern.compile("[\\w\\s.,#*>-]{1,2000}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Styles() {}

    /** The declarations of a {@code style} attribute. */
    static String declarations(String style, Consumer<String> removed) {
        StringBuilder kept = new StringBuilder();
        for (String each : COMMENT.matcher(style).replaceAll(" ").split(";", -1)) {
            int colon = each.indexOf(':');
            String name = (colon < 0 ? each : each.substring(0, colon)).strip();
            String value = colon < 0 ? "" : SPACE.matcher(each.substring(colon + 1)).replaceAll(" ").strip();
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
        StringBuilder kept = new StringBuilder();
        Matcher rules = RULE.matcher(COMMENT.matcher(css).replaceAll(" "));
        int end = 0;
        while (rules.find()) {
            String selector = SPACE.matcher(rules.group(1)).replaceAll(" ").strip();
            boolean gap = !css.isEmpty() && rules.start() > end;
            if (gap || !SELECTOR.matcher(selector).matches()) {
                removed.accept("style");
            } else {
                String declarations = declarations(rules.group(2), removed);
                if (!declarations.isEmpty()) {
                    kept.append(selector).append('{').append(declarations).append('}');
                }
            }
            end = rules.end();
        }
        return kept.toString();
    }

    private static String printable(String name) {
        String clean = name.replaceAll("[^\\w-]", "");
        return "style " + (clean.length() > 40 ? clean.substring(0, 40) : clean);
    }
}
