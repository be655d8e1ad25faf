package org.gongkai.content.media;

/**
 * A file that is not taken. The message names the file, the reason and the remedy. Answered with
 * 413, 415 or 422.
 */
public class FileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a file is not taken. */
    public enum Reason {
        EMPTY,
        TOO_LARGE,
        /** Its kind is not on the allow-list. */
        UNSUPPORTED,
        /** Its name promises another kind than its bytes are. */
        MISMATCH,
        ENCRYPTED,
        /** It acts when it is opened: macros, scripts, programs that it starts. */
        ACTIVE,
        /** The virus scanner found something. */
        INFECTED,
        /** The unit's library is full. */
        QUOTA,
        /** Damaged, or made to do harm when it is read. */
        UNREADABLE,
        TOO_COMPLEX,
        NO_TEXT,
        /** It was imported before, and the draft has gone its own way since. */
        OVERTAKEN
    }

    private final Reason reason;
    private final String inChinese;

    public FileRefused(Reason reason, String message) {
        this(reason, message, "");
    }

    /** With words of its own in Chinese, where they say more than the reason does. */
    public FileRefused(Reason reason, String message, String inChinese) {
        super(message);
        this.reason = reason;
        this.inChinese = inChinese;
    }

    public Reason reason() {
        return reason;
    }

    /** What the message says, in Chinese; empty if nobody put it into words. */
    public String inChinese() {
        return inChinese;
    }
}
