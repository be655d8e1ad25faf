package org.gongkai.content.people;

/**
 * The person who asked may not do this. The message says what, why, and who may. Answered with 403.
 */
public class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAllowed(String message) {
        super(message);
    }
}
