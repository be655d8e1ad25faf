package org.gongkai.content.library;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.UnitKey;

/** The library has no such file, or the actor may not know of it. Answered with 404. */
public class NoSuchFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchFile(UnitKey unit, Digest sha256) {
        super("The library of the unit %s has no file %s".formatted(unit, sha256));
    }

    public NoSuchFile(Digest sha256) {
        super("There is no file %s".formatted(sha256));
    }
}
