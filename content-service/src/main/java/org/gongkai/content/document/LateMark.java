package org.gongkai.content.document;

import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * That an edition was submitted after the cut-off (迟交), and whether the office has consented. It
 * stays, also when the edition is public.
 *
 * @param at when it was submitted
 * @param reason that its editor stated
 */
record LateMark(
        Instant at, String reason, @Nullable PersonId consentedBy, @Nullable Instant consentedAt) {
    LateMark {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A late submission has a reason");
        }
        if ((consentedBy == null) != (consentedAt == null)) {
            throw new IllegalArgumentException("Consent has a person and a time");
        }
    }

    LateMark(Instant at, String reason) {
        this(at, reason, null, null);
    }

    boolean consented() {
        return consentedBy != null;
    }

    LateMark consent(PersonId by, Instant when) {
        return new LateMark(at, reason, by, when);
    }
}
