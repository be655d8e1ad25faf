package org.gongkai.content.engine;

/**
 * The application cannot start as it is set up. The message names the thing and the remedy in one
 * line; {@link RefusalReporter} prints it in place of a stack trace.
 */
public class StartRefused extends RuntimeException {
    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
