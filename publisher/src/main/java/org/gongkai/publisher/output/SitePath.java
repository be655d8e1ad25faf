package org.gongkai.publisher.output;

import java.util.regex.Pattern;

/** What a path on the site may look like, so that it is safe as a file's name anywhere. */
final class SitePath {
    private static final Pattern SYNTAX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final int LONGEST = 512;

    private SitePath() {}

    static void check(String path) {
        if (path.length() > LONGEST || !SYNTAX.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "A path on the site is made of ASCII letters, digits and . _ ~ - and no part"
                            + " starts with a dot; the theme asked for "
                            + path);
        }
    }
}
