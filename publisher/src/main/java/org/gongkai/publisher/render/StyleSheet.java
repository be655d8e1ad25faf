package org.gongkai.publisher.render;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A style sheet names assets as they are called in the theme; readers get their addresses. */
final class StyleSheet {
    private static final Pattern URL = Pattern.compile("url\\(\\s*([\"']?)([^\"')]*)\\1\\s*\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|[/#].*", Pattern.DOTALL);

    private StyleSheet() {}

    /**
     * @param file how to call it in a message
     * @param addresses of the assets that it may name
     */
    static String addressed(String file, String sheet, Map<String, String> addresses) {
        return URL.matcher(sheet).replaceAll(use -> address(file, sheet, addresses, use));
    }

    private static String address(
            String file, String sheet, Map<String, String> addresses, MatchResult use) {
        String name = use.group(2);
        String address = addresses.get(name);
        if (address != null) {
            return Matcher.quoteReplacement("url(\"" + address + "\")");
        }
        if (!ELSEWHERE.matcher(name).matches()) {
            throw ThemeBroken.at(
                    file,
                    WordFile.lineOf(sheet, use.start()),
                    "the theme has no asset named " + name);
        }
        return Matcher.quoteReplacement(use.group());
    }
}
