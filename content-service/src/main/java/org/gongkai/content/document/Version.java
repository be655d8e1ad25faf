package org.gongkai.content.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a document's latest edition, as clients carry it in {@code ETag} and {@code
 * If-Match}: the edition's number and the count of its changes, written {@code 2.14}.
 */
public record Version(int edition, long change) {
    private static final Pattern SYNTAX = Pattern.compile("(?:W/)?\"?(\\d{1,9})\\.(\\d{1,18})\"?");

    /**
     * Parses an entity tag, with or without its quotation marks, and also as a weak one: a proxy
     * that compresses makes it so.
     *
     * @throws IllegalArgumentException if it is no version of ours
     */
    public static Version parse(String tag) {
        Matcher matcher = SYNTAX.matcher(tag.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a version such as \"2.14\": " + tag);
        }
        return new Version(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    public String tag() {
        return '"' + toString() + '"';
    }

    @Override
    public String toString() {
        return edition + "." + change;
    }
}
