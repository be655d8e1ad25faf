package org.gongkai.content.inspection;

import org.jsoup.parser.Parser;

/** Text out of an attribute or element. */
final class Entities {
    private Entities() {}

    static String decoded(String text) {
        return Parser.unescapeEntities(text, false);
    }
}
