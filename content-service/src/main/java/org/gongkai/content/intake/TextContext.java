package org.gongkai.content.intake;

import org.gongkai.content.canonical.Digest;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the parts of one document share while it is read, whatever its format. */
class TextContext {
    final WordStyles styles;
    final WordNumbering numbering;
    final LeftOut leftOut = new LeftOut();
    final PictureFiles pictures;

    /** The notes in the order in which the text refers to them, each with its label. */
    final Map<String, String> notes = new LinkedHashMap<>();

    private final int longest;
    private int length;
    private LeftOut.@Nullable What gap;
    private boolean inserted;

    TextContext(WordStyles styles, WordNumbering numbering, PictureFiles pictures, int longest) {
        this.styles = styles;
        this.numbering = numbering;
        this.pictures = pictures;
        this.longest = longest;
    }

    /** Counts text that was taken over. */
    void count(String text) {
        count(text.length());
        gap = null;
    }

    /**
     * Counts what costs as much as so many characters.
     *
     * @throws TooMuchText if it is more than is read of one document
     */
    void count(int characters) {
        length += characters;
        if (length > longest) {
            throw new TooMuchText();
        }
    }

    /** Leaves a piece of text out; pieces without anything between them count as one. */
    void leaveOut(LeftOut.What what) {
        if (gap != what) {
            leftOut.add(what);
        }
        gap = what;
    }

    /** Says of each piece of text whether it is a tracked insertion; neighbours count as one. */
    void inserted(boolean now) {
        if (now && !inserted) {
            leftOut.add(LeftOut.What.INSERTIONS);
        }
        inserted = now;
    }

    /** The label of the note with that id; {@code sort} is f for a footnote, e for an endnote. */
    String note(String sort, String id) {
        return notes.computeIfAbsent(sort + id, key -> Integer.toString(notes.size() + 1));
    }

    /**
     * Shows a picture; empty and counted if no browser can.
     *
     * @param alternative what it shows, as its author says; may be empty
     */
    Optional<Element> show(byte[] bytes, String alternative, Element host) throws IOException {
        Optional<Element> shown =
                show(new ByteArrayInputStream(bytes), Digest.of(bytes).hex(), host);
        String text = described(alternative);
        shown.filter(picture -> !text.isEmpty()).ifPresent(picture -> picture.attr("alt", text));
        return shown;
    }

    Optional<Element> show(InputStream bytes, String name, Element host) throws IOException {
        Optional<Extracted.Picture> taken = pictures.take(bytes, name);
        if (taken.isEmpty()) {
            leftOut.add(LeftOut.What.PICTURES);
        }
        return taken.map(
                picture -> host.appendElement("img").attr("src", "asset:" + picture.sha256()));
    }

    /** Word proposes the name of the file, or says that a machine described the picture. */
    static String described(String text) {
        return text.matches("(?s).*\\.[A-Za-z]{3,4}\\s*") ? "" : text.strip();
    }
}
