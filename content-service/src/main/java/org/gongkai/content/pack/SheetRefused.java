package org.gongkai.content.pack;

import org.jspecify.annotations.Nullable;

/**
 * A file that is no spreadsheet of verdicts on this pack; none of it was taken. Answered with 422.
 */
public class SheetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final String about;

    /**
     * @param about what the reason is about, such as a column's name; may be empty
     */
    SheetRefused(Why why, String about, String message) {
        super(message);
        this.why = why;
        this.about = about;
    }

    SheetRefused(Why why, String about, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
        this.about = about;
    }

    /** What is wrong with it. */
    public enum Why {
        /** It cannot be read as a workbook. */
        UNREADABLE,
        /** It is larger than a spreadsheet of verdicts can be. */
        TOO_LARGE,
        /** It has more rows than are read. */
        TOO_MANY_ROWS,
        /** A column is missing. */
        COLUMN,
        /** A column stands there twice. */
        COLUMN_TWICE,
        /** It does not say for which pack it is. */
        NO_PACK,
        /** It is for another pack. */
        OTHER_PACK,
        /** Nobody said who the reviewer is. */
        NO_NAME,
        /** It never came to this pack. */
        NOT_KEPT,
        /** The pack was erased, and so is what comes back to it. */
        ERASED
    }

    public Why why() {
        return why;
    }

    public String about() {
        return about;
    }
}
