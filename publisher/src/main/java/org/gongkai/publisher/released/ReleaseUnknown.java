package org.gongkai.publisher.released;

/** It cannot be said now what the active release holds; it is worth trying again. */
public class ReleaseUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReleaseUnknown(String message) {
        super(message);
    }

    public ReleaseUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
