package org.gongkai.publisher.output;

/** Bytes that a kept release names are not there: they were erased, or lost. */
public class ObjectMissing extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ObjectMissing(String message) {
        super(message);
    }
}
