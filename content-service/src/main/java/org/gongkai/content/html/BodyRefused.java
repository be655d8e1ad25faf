package org.gongkai.content.html;

/** A body that is not taken at all. The message says why and what to do. Answered with 422. */
public class BodyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BodyRefused(String message) {
        super(message);
    }
}
