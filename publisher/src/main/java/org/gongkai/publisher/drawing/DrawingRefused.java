package org.gongkai.publisher.drawing;

import org.jspecify.annotations.Nullable;

/** A drawing that is not taken. The message names it and the remedy. */
public class DrawingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DrawingRefused(String message) {
        super(message);
    }

    DrawingRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
