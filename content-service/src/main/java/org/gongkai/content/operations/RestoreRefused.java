package org.gongkai.content.operations;

/** A backup cannot be restored, or not here; nothing was changed. */
public class RestoreRefused extends RuntimeException {
    RestoreRefused(String message) {
        super(message);
    }

    RestoreRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
