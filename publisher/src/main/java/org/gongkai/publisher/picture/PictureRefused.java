package org.gongkai.publisher.picture;

/** A picture that cannot be read, or is not read. The message names it and the remedy. */
public class PictureRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Of a kind, or of a form of its kind, that is not read. */
        UNSUPPORTED,
        DAMAGED,
        /** Of more pixels, or of more parts, than are read. */
        TOO_LARGE,
        /** Reading it took too long, or was broken off. */
        TOO_LONG
    }

    private final Reason reason;

    PictureRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    PictureRefused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** It is not whole, or not lawful. */
    static PictureRefused damaged(String why) {
        return new PictureRefused(
                Reason.DAMAGED, "is damaged (%s): take it from its source again".formatted(why));
    }

    public Reason reason() {
        return reason;
    }
}
