package org.gongkai.publisher;

/** The releases that are kept to go back to, and what must not be kept in them. Thread-safe. */
public interface KeptReleases {

    /**
     * Erases a document from every kept release and from the tree that readers have left. Manifests
     * stay as they are, and so does what other documents show. Waits for a running release;
     * repeating it is harmless.
     *
     * @return how many pages, forms and media were erased
     * @throws ReleaseFailed if the site still shows the document, or there is none
     */
    int erase(Erasure erasure);

    /**
     * Leaves nothing in the search engine of what the site does not show: an engine goes on keeping
     * what was deleted, so the index is built anew.
     *
     * @return false while the engine is away
     */
    boolean unindexWhatIsGone();
}
