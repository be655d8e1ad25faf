package org.gongkai.publisher;

/**
 * The bytes in hand are not the bytes that were approved. Nothing of them may become public
 * (invariant 1).
 */
public class DigestMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DigestMismatch(String what, Sha256 approved, Sha256 actual) {
        super(
                "The bytes of %s hash to %s, but %s was approved. It is not published; restore it from a backup and run verify-audit."
                        .formatted(what, actual, approved));
    }

    /** A mismatch that the other process found, in its words. */
    public DigestMismatch(String message) {
        super(message);
    }
}
