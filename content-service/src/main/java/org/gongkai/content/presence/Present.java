package org.gongkai.content.presence;

import java.time.Instant;

/**
 * Somebody who has a document open.
 *
 * @param since when it was opened; a pause longer than {@link Presence#LIFETIME} starts anew
 * @param lastSeen the last sign of life
 * @param editing whether the person writes, and does not only read
 */
public record Present(
        String account, String name, Instant since, Instant lastSeen, boolean editing) {}
