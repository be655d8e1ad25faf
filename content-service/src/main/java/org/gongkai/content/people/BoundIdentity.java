package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * An identity that an administrator has tied to a person, or a first sign-in with the same account.
 *
 * @param proposedBy the administrator's account; null if the provider named the account itself
 * @param confirmedAt null while it waits for the person or for a second administrator, and opens
 *     nothing
 */
public record BoundIdentity(
        UUID id,
        Identity identity,
        @Nullable String proposedBy,
        Instant proposedAt,
        @Nullable Instant confirmedAt) {
    /** Whether it signs its person in. */
    public boolean confirmed() {
        return confirmedAt != null;
    }
}
