package org.gongkai.content.assignment;

import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;

import java.time.Instant;

/**
 * Somebody of a unit who is named (专人) to take what the office issues in a campaign.
 *
 * @param active whether the person can act, and still holds a role for the unit; only then does it
 *     sign
 * @param namedBy the name of who named it
 */
public record Liaison(
        String campaign,
        UnitKey unit,
        PersonId person,
        String account,
        String name,
        boolean active,
        String namedBy,
        Instant namedAt) {}
