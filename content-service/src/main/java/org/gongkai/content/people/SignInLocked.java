package org.gongkai.content.people;

import java.time.Duration;

/** Too many failed sign-ins for the account or from the address. Answered with 429. */
public class SignInLocked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration remaining;

    SignInLocked(Duration remaining) {
        super(
                "Too many failed sign-ins; try again in %d minutes"
                        .formatted(remaining.toMinutes() + 1));
        this.remaining = remaining;
    }

    /** After this time it can be tried again. */
    public Duration remaining() {
        return remaining;
    }
}
