package org.gongkai.content.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The last change of an edition: who made it, when, and the version that it left.
 *
 * @param account {@code system} for what a release did
 * @param name the person's name, or the account if it is nobody's
 */
public record LastChange(String account, String name, Instant at, Version version) {
    /** The part of a sentence that names who and when. */
    String words() {
        return "%s (%s) changed it at %s"
                .formatted(name, account, at.truncatedTo(ChronoUnit.SECONDS));
    }
}
