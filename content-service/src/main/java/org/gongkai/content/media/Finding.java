package org.gongkai.content.media;

/**
 * Something inside a file that its looks do not show.
 *
 * @param detail which: names of files or sheets, or how many; empty if there is no more to say
 */
public record Finding(Kind kind, String detail) {
    private static final int LONGEST = 300;

    /** What was found. */
    public enum Kind {
        /** Programs in an office document. */
        MACROS,
        /** JavaScript in a PDF, or a form of its own program. */
        SCRIPT,
        /** A PDF that starts a program or opens another file. */
        LAUNCH_ACTION,
        /** It opens only with a password. */
        PASSWORD,
        /** It opens, but forbids printing, copying or the like. */
        RESTRICTED,
        EMBEDDED_FILE,
        HIDDEN_SHEET,
        /** It loads something from elsewhere when it is opened. */
        EXTERNAL_CONTENT,
        COMMENTS,
        TRACKED_CHANGES,
        HIDDEN_TEXT,
        /** Names of people in its properties. */
        AUTHORS,
        /** Parts of a drawing that could act or load something; they were removed. */
        CLEANED,
        /** A video that was kept as it came, so that nobody has made sure that browsers play it. */
        NOT_CONVERTED,
        /** It says where it was taken. */
        LOCATION,
        /** It unpacks to far more than a document has. */
        BOMB,
        /** It is damaged, so that nothing can be said of what is inside. */
        UNREADABLE
    }

    public Finding {
        detail = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST - 1) + "…";
    }
}
