package org.gongkai.content.releaseset;

import org.gongkai.content.document.DocumentId;

/**
 * There is no such release set or member, or the person who asks may not know that there is.
 * Answered with 404.
 */
public class NoSuchReleaseSet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchReleaseSet(ReleaseSetId id) {
        super("There is no release set " + id + " that you may see.");
    }

    NoSuchReleaseSet(ReleaseSet set, DocumentId document) {
        super(
                "The release set “%s” has no member %s; GET /api/v1/release-sets/%s lists them."
                        .formatted(set.name(), document, set.id()));
    }
}
