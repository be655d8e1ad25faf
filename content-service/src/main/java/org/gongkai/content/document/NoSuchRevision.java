package org.gongkai.content.document;

/**
 * The document has no such edition or revision, or the person who asks may not know that it has.
 * Answered with 404.
 */
public class NoSuchRevision extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchRevision(DocumentId document, Object revision) {
        super(
                "Document %s has no %s that you may see; GET /api/v1/documents/%s/editions lists what it has."
                        .formatted(document, revision, document));
    }
}
