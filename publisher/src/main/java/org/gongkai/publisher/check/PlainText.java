package org.gongkai.publisher.check;

import org.jsoup.parser.Parser;

import java.nio.charset.StandardCharsets;

/** The text of a body as readers read it: phrases in one, blocks apart. */
final class PlainText implements TagScanner.Listener {
    private static final long[] PHRASES =
            TagName.set(
                    ("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q ruby s samp small"
                                    + " span strong sub sup time tt u var wbr")
                            .split(" "));

    private final byte[] html;
    private final StringBuilder text = new StringBuilder();

    private PlainText(byte[] html) {
        this.html = html;
    }

    static String of(String body) {
        byte[] html = body.getBytes(StandardCharsets.UTF_8);
        PlainText text = new PlainText(html);
        TagScanner.scan(html, text);
        return text.text.toString();
    }

    @Override
    public void start(Tag tag) {
        breakUnlessPhrase(tag);
    }

    @Override
    public void end(Tag tag) {
        breakUnlessPhrase(tag);
    }

    @Override
    public void text(int from, int to) {
        String piece = new String(html, from, to - from, StandardCharsets.UTF_8);
        text.append(piece.indexOf('&') < 0 ? piece : Parser.unescapeEntities(piece, false));
    }

    private void breakUnlessPhrase(Tag tag) {
        if (!TagName.isIn(PHRASES, tag.name())) {
            text.append('\n');
        }
    }
}
