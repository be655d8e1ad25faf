package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A live edition as the records of the content service have it now.
 *
 * @param digest the digest over the canonical form that the records hold, computed when it was
 *     asked for; null if they hold none any more
 * @param approvals the digest over the approvals by which it became public, computed when it was
 *     asked for; null if the records keep none
 */
public record LiveEdition(
        UUID document,
        UUID edition,
        @Nullable Sha256 digest,
        @Nullable Sha256 approvals,
        String path,
        Instant firstPublished,
        Instant published) {}
