package org.gongkai.publisher.check;

/**
 * Goes through a page's bytes once and tells of its tags and text as the HTML Standard finds them
 * (13.2.5, Tokenization). It builds no tree: where only a tree could tell what is a tag and what is
 * text, it says that it is not sure.
 */
final class TagScanner {
    private static final long SCRIPT = TagName.of("script");
    private static final long PLAINTEXT = TagName.of("plaintext");
    private static final long[] RAW =
            TagName.set(
                    "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "script");

    private final byte[] html;
    private final Listener listener;
    private final Tag tag;
    private final ForeignContent foreign;
    private boolean sure = true;

    /** Hears what a page consists of, in the page's order. */
    interface Listener {
        void start(Tag tag);

        void end(Tag tag);

        /** Text as it stands in the page, character references included. */
        default void text(int from, int to) {}
    }

    private TagScanner(byte[] html, Listener listener) {
        this.html = html;
        this.listener = listener;
        this.tag = new Tag(html);
        this.foreign = new ForeignContent(html);
    }

    /**
     * Tells the listener of all tags and text.
     *
     * @return whether a browser is sure to see the same
     */
    static boolean scan(byte[] html, Listener listener) {
        TagScanner scanner = new TagScanner(html, listener);
        scanner.all();
        return scanner.sure && scanner.foreign.isSure();
    }

    private void all() {
        int at = 0;
        while (at < html.length) {
            int text = at;
            while (at < html.length && !isMarkup(at)) {
                at++;
            }
            if (at > text) {
                listener.text(text, at);
            }
            if (at < html.length) {
                at = markup(at);
            }
        }
    }

    private boolean isMarkup(int at) {
        if (html[at] != '<' || at + 1 == html.length) {
            return false;
        }
        byte next = html[at + 1];
        return isLetter(next) || next == '!' || next == '?' || next == '/' && at + 2 < html.length;
    }

    private int markup(int at) {
        byte next = html[at + 1];
        if (isLetter(next)) {
            return startTag(at + 1);
        } else if (next == '/') {
            return isLetter(html[at + 2]) ? endTag(at + 2) : after(at + 2, ">");
        } else if (RawText.begins(html, at, "<!--")) {
            return comment(at + 4);
        } else if (foreign.isOpen() && RawText.begins(html, at, "<![CDATA[")) {
            int end = after(at + 9, "]]>");
            listener.text(at, end);
            return end;
        }
        return after(at + 1, ">");
    }

    private int startTag(int from) {
        int at = tag.read(from);
        if (at < 0) {
            return html.length;
        }
        boolean inside = foreign.isOpen();
        foreign.start(tag);
        tag.foreign(inside);
        listener.start(tag);
        if (inside) {
            return at;
        }
        if (tag.name() == SCRIPT) {
            return RawText.scriptEnd(html, at);
        } else if (TagName.isIn(RAW, tag.name())) {
            return RawText.end(html, at, tag.nameFrom(), tag.nameTo());
        }
        sure &= tag.name() != PLAINTEXT;
        return at;
    }

    private int endTag(int from) {
        int at = tag.read(from);
        if (at < 0) {
            return html.length;
        }
        tag.foreign(foreign.isOpen());
        if (foreign.isOpen()) {
            foreign.end(tag);
        }
        listener.end(tag);
        return at;
    }

    private int comment(int from) {
        if (RawText.begins(html, from, ">")) {
            return from + 1;
        } else if (RawText.begins(html, from, "->")) {
            return from + 2;
        }
        for (int at = from; at < html.length; at++) {
            if (html[at] == '-') {
                if (RawText.begins(html, at, "-->")) {
                    return at + 3;
                } else if (RawText.begins(html, at, "--!>")) {
                    return at + 4;
                }
            }
        }
        return html.length;
    }

    private int after(int from, String end) {
        for (int at = from; at < html.length; at++) {
            if (RawText.begins(html, at, end)) {
                return at + end.length();
            }
        }
        return html.length;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
