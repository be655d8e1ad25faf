package org.gongkai.content.people;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A bearer token of the API, without its secret, which nobody can be told again.
 *
 * @param label what the person called it
 */
public record Token(
        UUID id, String label, Set<Scope> scopes, Instant createdAt, Instant expiresAt) {

    /** What a token is good for; the person's roles bound it further. */
    public enum Scope {
        /** Asking. */
        READ,
        /** Everything else. */
        WRITE
    }

    public Token {
        scopes = Set.copyOf(scopes);
    }
}
