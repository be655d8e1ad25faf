package org.gongkai.publisher.indexing;

import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleaseStore;

import java.util.UUID;

/**
 * Which live documents belong into the index: those of a kind that is searched. Where all kinds
 * are, no document is read to tell. Thread-safe.
 */
final class Searched {
    private final ReleaseStore store;
    private final DocumentKinds kinds;
    private final boolean all;

    Searched(ReleaseStore store, DocumentKinds kinds) {
        this.store = store;
        this.kinds = kinds;
        this.all = kinds.all().stream().allMatch(DocumentKind::searched);
    }

    boolean is(UUID id, LiveDocument live) {
        return all
                || kinds.of(ReleasedDocument.content(id, live, store.read(live.digest())).kind())
                        .searched();
    }
}
