package org.gongkai.content.idempotency;

/** A request with a key has a longer body than any creation needs. Answered with 413. */
class BodyTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BodyTooLarge(int most) {
        super("A request with an Idempotency-Key has at most %d bytes".formatted(most));
    }
}
