package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A role that somebody hands to a colleague for a time (代办), such as a holiday.
 *
 * @param from the account that delegates; it keeps the role
 * @param to the account that may use it
 * @param unit null unless the role is held per unit
 * @param revokedAt when it was ended early; null if it was not
 */
public record Delegation(
        UUID id,
        String from,
        String to,
        Role role,
        @Nullable UnitKey unit,
        String reason,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant revokedAt) {}
