package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The verdict names other content than the edition has. Nothing was recorded; answered with 409,
 * naming who changed it last and when.
 */
public class ContentChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DocumentId document;
    private final transient Digest seen;
    private final transient Digest current;
    private final transient @Nullable LastChange last;

    ContentChanged(DocumentId document, Digest seen, Digest current) {
        this(document, seen, current, null);
    }

    private ContentChanged(
            DocumentId document, Digest seen, Digest current, @Nullable LastChange last) {
        super(
                "You judged content %s of document %s, but it has content %s%s. Open it again and judge what it says."
                        .formatted(
                                abbreviate(seen),
                                document,
                                abbreviate(current),
                                last == null ? " now" : " since " + last.words()));
        this.document = document;
        this.seen = seen;
        this.current = current;
        this.last = last;
    }

    /** The same, with who changed it and when. */
    ContentChanged since(LastChange change) {
        return new ContentChanged(document, seen, current, change);
    }

    /** Null only inside the model, before anybody looked it up. */
    public @Nullable LastChange last() {
        return last;
    }

    private static String abbreviate(Digest digest) {
        return digest.hex().substring(0, 12);
    }
}
