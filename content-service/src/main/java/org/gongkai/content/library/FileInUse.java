package org.gongkai.content.library;

import java.util.List;

/**
 * A file is not removed from a library because documents of the unit use it; their earlier
 * revisions count, too. Answered with 409.
 */
public class FileInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Use> uses;
    private final long documents;

    FileInUse(String fileName, List<Use> uses, long documents) {
        super(
                "“%s” stays: %d documents use it, or did in an earlier revision: %s. What a revision shows is kept as long as the revision."
                        .formatted(
                                fileName,
                                documents,
                                String.join(
                                        ", ",
                                        uses.stream()
                                                .map(use -> "“" + use.title() + "”")
                                                .distinct()
                                                .toList())));
        this.uses = List.copyOf(uses);
        this.documents = documents;
    }

    /** Some of them. */
    public List<Use> uses() {
        return uses;
    }

    public long documents() {
        return documents;
    }
}
