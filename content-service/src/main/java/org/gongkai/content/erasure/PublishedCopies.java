package org.gongkai.content.erasure;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;

import java.util.List;

/** What is kept of documents outside of the database and the file store: releases and index. */
public interface PublishedCopies {

    /**
     * What the copies are found by.
     *
     * @param path the document's public path
     * @param removedIn the release that took it off the site
     * @param revisions the digests of its content
     * @param assets the digests of the files that it alone used
     */
    record Traces(
            DocumentId document,
            String path,
            long removedIn,
            List<Digest> revisions,
            List<Digest> assets) {
        public Traces {
            revisions = List.copyOf(revisions);
            assets = List.copyOf(assets);
        }
    }

    /**
     * Erases it from every kept release. Repeating it is harmless.
     *
     * @return how many objects were erased
     * @throws RuntimeException if it could not be done now
     */
    int erase(Traces traces);

    /**
     * Leaves nothing in the search engine of what is not on the site.
     *
     * @return false while the engine is away
     */
    boolean unindex();
}
