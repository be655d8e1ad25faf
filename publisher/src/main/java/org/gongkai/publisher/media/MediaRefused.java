package org.gongkai.publisher.media;

/** An asset cannot become public as it is; its document is held. */
public class MediaRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MediaRefused(String message) {
        super(message);
    }

    public MediaRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
