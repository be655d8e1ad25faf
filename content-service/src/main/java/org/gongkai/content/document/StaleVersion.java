package org.gongkai.content.document;

/**
 * Somebody else changed the edition since it was read. Nothing was overwritten; answered with 409,
 * naming who it was and when.
 */
public class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LastChange last;

    StaleVersion(DocumentId document, Version read, LastChange last) {
        super(
                "Document %s is at version %s since %s; you have version %s. Read it again, then repeat your change."
                        .formatted(document, last.version(), last.words(), read));
        this.last = last;
    }

    public LastChange last() {
        return last;
    }
}
