package org.gongkai.content.command;

/** A command did not do what it was asked; the message says why and what to do, in one line. */
class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
