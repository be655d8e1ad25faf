package org.gongkai.content.document;

/**
 * Somebody else changed the edition since it was read. Nothing was overwritten; answered with 409.
 */
public class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleVersion(DocumentId document, Version read, Version current, String changedBy) {
        super(
                "Document %s is at version %s since %s changed it; you have version %s. Read it again, then repeat your change."
                        .formatted(document, current, changedBy, read));
    }
}
