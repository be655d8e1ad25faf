package org.gongkai.content.library;

import org.gongkai.content.html.PlainLines;
import org.gongkai.content.html.TitleText;

/**
 * What a unit says of one of its files.
 *
 * @param alt the alternative text with which a document begins to use it; for a video, its text
 *     description
 * @param source where it comes from
 * @param rightsNote who allowed what, until when
 */
public record About(String alt, String source, Rights rights, String rightsNote) {
    public static final int LONGEST_ALT = 2_000;
    public static final int LONGEST_LINE = 300;

    /** Before anybody said anything. */
    public static final About NOTHING = new About("", "", Rights.UNKNOWN, "");

    public About {
        alt = fitting("alt", PlainLines.of(alt), LONGEST_ALT);
        source = fitting("source", TitleText.of(source), LONGEST_LINE);
        rightsNote = fitting("rightsNote", TitleText.of(rightsNote), LONGEST_LINE);
    }

    private static String fitting(String member, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    "%s has %,d characters; shorten it to at most %,d."
                            .formatted(member, text.length(), longest));
        }
        return text;
    }
}
