package org.gongkai.content.library;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else changed what is said of a file since it was read. Nothing was changed; answered
 * with 409.
 */
public class AboutChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String by;

    AboutChanged(Item current, long read) {
        super(
                "What is said of “%s” is at version %d since %s changed it at %s; you have version %d. Read it again, then repeat your change."
                        .formatted(
                                current.fileName(),
                                current.version(),
                                current.changedBy(),
                                current.changedAt(),
                                read));
        this.by = current.changedBy();
    }

    /** The name of who was faster. */
    public @Nullable String by() {
        return by;
    }
}
