package org.gongkai.content.people;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Hashes passwords with bcrypt, marked with the algorithm so that a later one can take over. The
 * strength of 12 costs about a quarter of a second, which is what makes guessing dear.
 */
final class Passwords {
    static final int SHORTEST = 10;

    /** bcrypt hashes no more bytes than these. */
    private static final int LONGEST_BYTES = 72;

    private static final PasswordEncoder ENCODER =
            new DelegatingPasswordEncoder(
                    "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(12)));

    private Passwords() {}

    /**
     * Refuses what is too short, or so long that its end would not count.
     *
     * @throws IllegalArgumentException naming the rule
     */
    static void require(String password) {
        if (password.length() < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new IllegalArgumentException(
                    "A password has at least %d characters and at most %d bytes"
                            .formatted(SHORTEST, LONGEST_BYTES));
        }
    }

    static String hash(String password) {
        require(password);
        return java.util.Objects.requireNonNull(ENCODER.encode(password));
    }

    static boolean match(String password, String hash) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
                && ENCODER.matches(password, hash);
    }

    /** Takes as long as {@link #match}, so that the time does not tell which accounts exist. */
    static void matchNobody(String password) {
        match(password, Nobody.HASH);
    }

    private static final class Nobody {
        static final String HASH = hash(java.util.UUID.randomUUID().toString());
    }
}
