package org.gongkai.publisher.check;

/**
 * Where text ends that is not markup although it may look so: that of scripts, styles, titles, text
 * areas and the like (HTML Standard, 13.2.5.2 to 13.2.5.31).
 */
final class RawText {
    private static final byte[] SCRIPT = {'s', 'c', 'r', 'i', 'p', 't'};

    private RawText() {}

    /**
     * The place of the end tag that ends the element, or the end of the page.
     *
     * @param from behind the start tag
     * @param nameFrom where in the page the element's name stands
     */
    static int end(byte[] html, int from, int nameFrom, int nameTo) {
        for (int at = from; at < html.length; at++) {
            if (html[at] == '<'
                    && at + 1 < html.length
                    && html[at + 1] == '/'
                    && names(html, at + 2, html, nameFrom, nameTo)) {
                return at;
            }
        }
        return html.length;
    }

    /** The same for a script, in which a comment may hide start and end tags of scripts. */
    static int scriptEnd(byte[] html, int from) {
        boolean escaped = false;
        boolean twice = false;
        int at = from;
        while (at < html.length) {
            byte c = html[at];
            if (c == '<' && at + 1 < html.length) {
                boolean end = html[at + 1] == '/' && names(html, at + 2, SCRIPT, 0, SCRIPT.length);
                if (end && !twice) {
                    return at;
                } else if (end) {
                    twice = false;
                } else if (!escaped && begins(html, at, "<!--")) {
                    escaped = true;
                    at += 2; // its dashes may be those of the end as well
                    continue;
                } else if (escaped && !twice && names(html, at + 1, SCRIPT, 0, SCRIPT.length)) {
                    twice = true;
                }
            } else if (c == '-' && escaped && begins(html, at, "-->")) {
                escaped = false;
                twice = false;
            }
            at++;
        }
        return html.length;
    }

    static boolean begins(byte[] html, int at, String with) {
        if (html.length - at < with.length()) {
            return false;
        }
        for (int i = 0; i < with.length(); i++) {
            if (html[at + i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean names(byte[] html, int at, byte[] name, int nameFrom, int nameTo) {
        int end = at + nameTo - nameFrom;
        if (end >= html.length
                || !(html[end] == '>' || html[end] == '/' || Tag.isSpace(html[end]))) {
            return false;
        }
        for (int i = nameFrom; i < nameTo; i++) {
            if (TagName.lower(html[at + i - nameFrom]) != TagName.lower(name[i])) {
                return false;
            }
        }
        return true;
    }
}
