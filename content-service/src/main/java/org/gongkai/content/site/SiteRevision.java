package org.gongkai.content.site;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A proposal for the site's words, and who approved it.
 *
 * @param digest of exactly the bytes that were proposed; the approvals are about them
 * @param approvedAt when the second person approved it; null until then. The latest is in force
 */
public record SiteRevision(
        UUID id,
        Digest digest,
        PersonId proposedBy,
        Instant proposedAt,
        List<PersonId> approvedBy,
        @Nullable Instant approvedAt) {
    public SiteRevision {
        approvedBy = List.copyOf(approvedBy);
    }
}
