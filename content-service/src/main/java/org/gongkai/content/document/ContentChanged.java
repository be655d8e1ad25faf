package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;

/**
 * The verdict names other content than the edition has. Nothing was recorded; answered with 409.
 */
public class ContentChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContentChanged(DocumentId document, Digest seen, Digest current) {
        super(
                "You judged content %s of document %s, but it has content %s now. Open it again and judge what it says."
                        .formatted(abbreviate(seen), document, abbreviate(current)));
    }

    private static String abbreviate(Digest digest) {
        return digest.hex().substring(0, 12);
    }
}
