package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** The document was public and has been withdrawn. */
public class DocumentWithdrawn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient @Nullable Reference replacedBy;

    DocumentWithdrawn(UUID id, PublicRelease.Withdrawn withdrawn) {
        super(
                "Document %s has been withdrawn (%s)".formatted(id, withdrawn.reason())
                        + (withdrawn.replacedBy() == null
                                ? ""
                                : "; document %s takes its place"
                                        .formatted(withdrawn.replacedBy().id())));
        this.reason = withdrawn.reason();
        this.replacedBy = withdrawn.replacedBy();
    }

    /** The typed reason. */
    public String reason() {
        return reason;
    }

    /** The public document that takes its place, null if there is none. */
    public @Nullable Reference replacedBy() {
        return replacedBy;
    }
}
