package org.gongkai.publisher;

/** Proves that the site is what was approved, or says where it is not. Thread-safe. */
public interface ReleaseProof {

    /**
     * Compares the active release with its manifest, its manifest with the record of releases and
     * with the content service, and the store with both. Releases go on meanwhile; only for a
     * repair they wait, as long as it takes to put some files in place.
     *
     * @param repair whether damaged files of the site are restored from the store, and extra ones
     *     deleted
     * @param rerender whether every page is rendered again and compared; nothing of it is written
     * @throws NothingToPublish if there was no release yet
     * @throws ReleaseFailed if it cannot be said, because new releases came faster, or because
     *     something that is needed for it is away
     */
    ProofReport verify(boolean repair, boolean rerender);
}
