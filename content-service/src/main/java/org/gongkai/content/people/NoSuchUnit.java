package org.gongkai.content.people;

/** No unit has this key. Answered with 404. */
public class NoSuchUnit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchUnit(UnitKey key) {
        super("There is no unit " + key);
    }
}
