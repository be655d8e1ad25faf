package org.gongkai.content.intake;

/** Markdown (CommonMark with tables and footnotes) for those who have text and no file. */
public final class Markdown {
    private Markdown() {}

    /** The text as HTML that nobody has sanitised yet. */
    public static String html(String text) {
        return MarkdownReader.read(text).html();
    }
}
