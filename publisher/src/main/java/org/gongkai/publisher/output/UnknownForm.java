package org.gongkai.publisher.output;

/** A manifest was written in a form that this version does not read. */
final class UnknownForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownForm(String message) {
        super(message);
    }
}
