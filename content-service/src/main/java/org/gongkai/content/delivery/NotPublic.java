package org.gongkai.content.delivery;

/** The active release has no such document. Whether there is one that is not public is not said. */
public class NotPublic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPublic(String idOrPath) {
        super(
                "There is no public document %s; GET /api/delivery/v1/documents lists them"
                        .formatted(Parameters.quoted(idOrPath)));
    }
}
