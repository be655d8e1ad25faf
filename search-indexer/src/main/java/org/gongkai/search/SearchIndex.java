package org.gongkai.search;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The index of public documents. Written only by releases; read by the query side.
 *
 * <p>Thread-safe. Every method throws {@link SearchUnavailable} while the engine is away; the
 * caller goes on and repairs later, because {@link #checkpoint()} tells how far the index has come.
 */
public interface SearchIndex {

    /** Whether the engine answers now; never throws. */
    boolean available();

    /** Creates the index if it is missing; does nothing otherwise. */
    void prepare();

    /**
     * Whether the index was made as this version makes one. One that was not keeps answering, but
     * must be rebuilt before documents are written to it. False for an index that is missing.
     */
    boolean fits();

    /** The number of the last release that is wholly in the index; empty for a new index. */
    OptionalLong checkpoint();

    /**
     * Applies changes in bulk and makes them visible to searches before it returns. Repeating it is
     * harmless. Of one document there may be one change of each release at most: those of different
     * releases may come in any order.
     *
     * @return what was written, and what was not and why
     */
    Applied apply(Stream<? extends IndexChange> changes);

    /** Records that everything up to and including this release is in the index. */
    void advance(long release);

    /** The id and content digest of every document in the index. */
    Map<String, String> contents();

    /**
     * What each bucket of the index holds, to compare a large index with a release without listing
     * it. A bucket without a document is left out.
     */
    Map<String, BucketSum> summary();

    /** The id and content digest of every document of one {@link BucketSum#bucket bucket}. */
    Map<String, String> digests(String bucket);

    /**
     * Builds a new index from these documents and puts it in the place of the old one in one step,
     * so that no search meets an empty index.
     *
     * @param release the release that the documents belong to; becomes the checkpoint
     * @return whether no older index is left
     */
    boolean rebuild(Supplier<Stream<SearchDocument>> documents, long release);
}
