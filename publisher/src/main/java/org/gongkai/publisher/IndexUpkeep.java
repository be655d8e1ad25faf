package org.gongkai.publisher;

/** The search index, brought in order because somebody asks for it. Thread-safe. */
public interface IndexUpkeep {

    /**
     * Compares the index with the active release by ids and digests, and repairs what differs. An
     * index that does not let itself be repaired is built anew.
     *
     * @throws NothingToPublish if there was no release yet
     * @throws ReleaseFailed if the engine is away, or releases came faster than the comparison
     */
    IndexReport reconcile();

    /**
     * Builds the index anew from the active release. The old one answers until the new one is
     * whole; releases go on.
     *
     * @throws NothingToPublish if there was no release yet
     * @throws ReleaseFailed if the engine is away
     */
    IndexReport rebuild();
}
