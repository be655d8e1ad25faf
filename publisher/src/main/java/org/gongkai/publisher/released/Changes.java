package org.gongkai.publisher.released;

import java.util.List;
import java.util.UUID;

/**
 * What is to be done to a copy of the public documents that was right at an earlier release.
 *
 * @param site whether the words of the site changed, such as the names of sections and units
 * @param documents every document that is shown otherwise than then, by id
 */
public record Changes(boolean site, List<Change> documents) {
    public Changes {
        documents = List.copyOf(documents);
    }

    /** What became of a document. */
    public enum Kind {
        /** It was not public then, or not all the time since. */
        PUBLISHED,
        /** It is shown otherwise, by a new edition or because of what it links to. */
        UPDATED,
        /** It was public then or since, and is not any more. */
        REMOVED
    }

    /**
     * One document.
     *
     * @param path the public path that it has or had
     */
    public record Change(UUID document, Kind kind, String path) {}
}
