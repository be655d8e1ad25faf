package org.gongkai.content.erasure;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The erasure of a document that was withdrawn for privacy: digests and acts, and nothing of what
 * it said.
 *
 * @param edition the live edition that was withdrawn
 * @param askedBy the account of who withdrew it
 * @param removedIn the release that took it off the site; null before that
 * @param revisions the digests of the content that was erased
 * @param assets the digests of the files that it alone used
 * @param erasedAt when database and file store stopped holding it
 * @param finishedAt when nothing that we keep held it any more
 */
public record Erasure(
        DocumentId document,
        EditionId edition,
        String path,
        State state,
        String askedBy,
        Instant askedAt,
        @Nullable Long removedIn,
        List<Digest> revisions,
        List<Digest> assets,
        @Nullable Instant erasedAt,
        @Nullable Instant finishedAt) {
    public Erasure {
        revisions = List.copyOf(revisions);
        assets = List.copyOf(assets);
    }

    /** How far it has come. */
    public enum State {
        /** For the release that takes it off the site. */
        WAITING,
        /** The database holds it no more; files and releases may. */
        RECORDS,
        /** Files and kept releases hold it no more; the search engine may, where it is away. */
        RELEASES,
        DONE
    }
}
