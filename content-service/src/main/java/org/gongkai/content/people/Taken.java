package org.gongkai.content.people;

/** Another person, unit or grant has this key already. Answered with 409. */
public class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken(String message) {
        super(message);
    }
}
