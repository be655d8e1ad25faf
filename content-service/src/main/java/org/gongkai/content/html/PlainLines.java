package org.gongkai.content.html;

/**
 * Words of several lines, such as a summary or the text of a video: no markup, nothing invisible.
 */
public final class PlainLines {
    private PlainLines() {}

    /**
     * The text without characters that nobody sees, line ends as line feeds, blanks at the ends of
     * lines and empty lines at both ends dropped, and of empty lines in a row one. Doing it again
     * changes nothing.
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (String line : CleanText.characters(text).split("\n", -1)) {
            String kept = withoutBlankEnd(line);
            if (kept.isEmpty()) {
                gap = true;
                continue;
            }
            if (!out.isEmpty()) {
                out.append(gap ? "\n\n" : "\n");
            }
            gap = false;
            out.append(out.isEmpty() ? withoutBlankStart(kept) : kept);
        }
        return out.toString();
    }

    private static String withoutBlankEnd(String line) {
        int end = line.length();
        while (end > 0 && CleanText.blank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end);
    }

    private static String withoutBlankStart(String line) {
        int start = 0;
        while (start < line.length() && CleanText.blank(line.charAt(start))) {
            start++;
        }
        return line.substring(start);
    }
}
