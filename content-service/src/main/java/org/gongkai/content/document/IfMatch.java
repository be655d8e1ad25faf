package org.gongkai.content.document;

import org.jspecify.annotations.Nullable;

/**
 * The precondition of a change (RFC 9110, 13.1.1). It names one version, with the {@code W/} that
 * proxies put before a tag when they compress, or {@code *} for whatever version there is.
 */
final class IfMatch {
    private static final String ANY = "*";

    private IfMatch() {}

    /**
     * The version that a change must start from; null if it may start from any.
     *
     * @throws PreconditionRequired if there is no header
     * @throws IllegalArgumentException if it is no version of ours
     */
    static @Nullable Version required(DocumentId document, @Nullable String header) {
        if (header == null) {
            throw new PreconditionRequired(document);
        }
        return optional(header);
    }

    /** The same for what is bound to content by its digest already. */
    static @Nullable Version optional(@Nullable String header) {
        return header == null || header.strip().equals(ANY) ? null : Version.parse(header);
    }
}
