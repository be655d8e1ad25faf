package org.gongkai.content.idempotency;

/** Another request with this key has not ended. Answered with 409. */
class KeyInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyInUse(IdempotencyKey key) {
        super(
                "A request with the Idempotency-Key “%s” is running; send this one again when that one has ended"
                        .formatted(key.value()));
    }
}
