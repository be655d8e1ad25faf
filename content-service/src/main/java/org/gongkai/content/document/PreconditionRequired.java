package org.gongkai.content.document;

/** A change names no version that it starts from. Answered with 428; nothing was changed. */
public class PreconditionRequired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PreconditionRequired(DocumentId document) {
        super(
                ("This changes document %s and needs If-Match with the version that you read, such as If-Match: \"2.14\":"
                                + " the ETag of GET /api/v1/documents/%s. If-Match: * changes it whatever its version.")
                        .formatted(document, document));
    }
}
