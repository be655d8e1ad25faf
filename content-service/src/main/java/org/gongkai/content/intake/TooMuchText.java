package org.gongkai.content.intake;

/** A document holds more text than is read of one. */
public final class TooMuchText extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
