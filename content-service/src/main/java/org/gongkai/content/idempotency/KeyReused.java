package org.gongkai.content.idempotency;

/** This key was used for another request. Answered with 422. */
class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyReused(IdempotencyKey key) {
        super(
                "The Idempotency-Key “%s” was used for another request in the last %d hours; draw a new one"
                        .formatted(key.value(), IdempotencyKeys.KEPT.toHours()));
    }
}
