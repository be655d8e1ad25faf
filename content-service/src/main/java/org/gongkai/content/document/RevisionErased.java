package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;

/** The content of a revision was erased for privacy; its digest and the act stay. Answered 410. */
public class RevisionErased extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RevisionErased(Digest revision) {
        super(
                "The content of revision %s was erased for privacy, so it can neither be read, compared nor restored; its digest and the record of the act stay."
                        .formatted(revision));
    }
}
