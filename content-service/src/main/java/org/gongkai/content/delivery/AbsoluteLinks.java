package org.gongkai.content.delivery;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in a body that begin at the root of the site, made whole for a page elsewhere. */
final class AbsoluteLinks {
    private static final Pattern TAG = Pattern.compile("<[a-z](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(\\s)([a-z-]+)=(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern ROOTED = Pattern.compile("^/(?!/)");
    private static final Pattern ROOTED_CANDIDATE = Pattern.compile("(^|, )/(?!/)");

    private AbsoluteLinks() {}

    /**
     * The same HTML with whole addresses; what stands between tags is not touched.
     *
     * @param origin scheme, host and port of the site, without a slash at its end
     */
    static String in(String html, String origin) {
        return TAG.matcher(html).replaceAll(tag -> literally(inTag(tag.group(), origin)));
    }

    private static String inTag(String tag, String origin) {
        return ATTRIBUTE
                .matcher(tag)
                .replaceAll(attribute -> literally(inAttribute(attribute, origin)));
    }

    private static String inAttribute(MatchResult attribute, String origin) {
        boolean single = attribute.group(3) == null;
        String value = attribute.group(single ? 4 : 3);
        String whole =
                switch (attribute.group(2)) {
                    case "href", "src" ->
                            ROOTED.matcher(value).replaceFirst(literally(origin) + "/");
                    case "srcset" ->
                            ROOTED_CANDIDATE
                                    .matcher(value)
                                    .replaceAll("$1" + literally(origin) + "/");
                    default -> value;
                };
        String quote = single ? "'" : "\"";
        return attribute.group(1) + attribute.group(2) + "=" + quote + whole + quote;
    }

    private static String literally(String text) {
        return Matcher.quoteReplacement(text);
    }
}
