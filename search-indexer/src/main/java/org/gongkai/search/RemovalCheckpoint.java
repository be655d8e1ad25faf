package org.gongkai.search;

/**
 * How far the index must have come before it may be asked: while {@link SearchIndex#checkpoint()}
 * is behind the last removal, a hit could show what was withdrawn, so search answers "being
 * updated".
 */
@FunctionalInterface
public interface RemovalCheckpoint {
    /**
     * The number of the last activated release that removed a document from the site; 0 if there
     * was none.
     */
    long lastRemoval();
}
