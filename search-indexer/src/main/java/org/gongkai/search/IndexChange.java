package org.gongkai.search;

/**
 * One definite decision about a document in the index. The release number is the external version:
 * a late or repeated change with a lower number is harmless.
 */
public sealed interface IndexChange {
    String id();

    /** The number of the release that decided it, positive. */
    long release();

    /** The document is public as it stands here. */
    record Put(SearchDocument document, long release) implements IndexChange {
        @Override
        public String id() {
            return document.id();
        }
    }

    /** The document is no longer public, whatever the index holds. */
    record Remove(String id, long release) implements IndexChange {}

    /** Nothing is written, and why; so that every document of a release has its decision. */
    record Skip(String id, long release, Reason reason) implements IndexChange {}

    /** Why a decision changed nothing. */
    enum Reason {
        /** The index holds the same digest already. */
        SAME,
        /** The index holds the decision of a later release. */
        SUPERSEDED,
        /** Documents of this kind are not searched. */
        NOT_SEARCHABLE,
        /** What was to be removed was not there. */
        ABSENT
    }
}
