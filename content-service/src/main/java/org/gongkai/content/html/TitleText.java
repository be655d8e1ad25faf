package org.gongkai.content.html;

/** Titles and other words of one line: no markup, no control characters, no line breaks. */
public final class TitleText {
    /** The longest title, in UTF-16 units. */
    public static final int MAX_LENGTH = 300;

    private TitleText() {}

    /**
     * The text as one line: white space collapsed, ends stripped, invisible characters dropped. It
     * may be empty, and it may be longer than {@link #MAX_LENGTH}: whoever asks a person for a
     * title refuses that.
     */
    public static String of(String text) {
        return CleanText.oneLine(text);
    }

    /** The same, cut to {@link #MAX_LENGTH}, for titles that nobody typed. */
    public static String shortened(String text) {
        return CleanText.atMost(MAX_LENGTH, of(text));
    }
}
