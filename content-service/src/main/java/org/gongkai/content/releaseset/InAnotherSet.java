package org.gongkai.content.releaseset;

import org.gongkai.content.document.DocumentId;

/** A document belongs to another release set, and to one at a time only. Answered with 409. */
public class InAnotherSet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InAnotherSet(DocumentId document, ReleaseSet other) {
        super(
                "Document %s belongs to the release set “%s” (%s), and a document belongs to one at a time: take it out of that one first."
                        .formatted(document, other.name(), other.id()));
    }
}
