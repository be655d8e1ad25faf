package org.gongkai.content.library;

import java.util.List;

/**
 * A file is not removed from a library because documents of the unit use it, their earlier
 * revisions included, or because it is evidence of what the unit has done. Answered with 409.
 */
public class FileInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Use> uses;
    private final long documents;
    private final transient List<String> assignments;

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
        this.assignments = List.of();
    }

    FileInUse(String fileName, List<String> assignments) {
        super(
                "“%s” stays: it shows that something was done for %s. Retract that evidence first."
                        .formatted(fileName, String.join(", ", assignments)));
        this.uses = List.of();
        this.documents = 0;
        this.assignments = List.copyOf(assignments);
    }

    /** Some of them. */
    public List<Use> uses() {
        return uses;
    }

    public long documents() {
        return documents;
    }

    /** The assignments of which it is evidence, each as its campaign and number. */
    public List<String> assignments() {
        return assignments;
    }
}
