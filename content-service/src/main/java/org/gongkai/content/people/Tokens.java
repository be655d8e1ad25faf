package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The API's bearer tokens. Only their SHA-256 is kept: 32 random bytes need no slow hash.
 * Thread-safe.
 */
@Component
public class Tokens {
    /** The longest life of a token. */
    public static final Duration LONGEST = Duration.ofDays(90);

    private static final String PREFIX = "gk_";
    private static final int PER_PERSON = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final RowMapper<Token> TOKEN =
            (row, n) ->
                    new Token(
                            row.getObject("id", UUID.class),
                            row.getString("label"),
                            Arrays.stream((String[]) row.getArray("scopes").getArray())
                                    .map(Token.Scope::valueOf)
                                    .collect(Collectors.toSet()),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("expires_at", OffsetDateTime.class).toInstant());

    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final AuditLog audit;
    private final Clock clock;

    Tokens(JdbcClient jdbc, PersonRows rows, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new token with its secret, which is shown this once. */
    public record Issued(Token token, String secret) {
        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }

    /** Who came with a token, and what it is good for. */
    public record Bearer(Actor actor, Set<Token.Scope> scopes) {}

    /**
     * Issues a token to a person.
     *
     * @throws IllegalArgumentException if it would live longer than {@link #LONGEST}, or the label
     *     is not a line of 1 to 60 characters
     * @throws Taken if the person has too many tokens already
     */
    @Transactional
    public Issued issue(Actor to, String label, Set<Token.Scope> scopes, Duration life) {
        if (life.compareTo(LONGEST) > 0 || life.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "A token lives at most %d days".formatted(LONGEST.toDays()));
        }
        if (label.isBlank() || label.length() > 60 || scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    "A token has a label of 1 to 60 characters and at least one scope");
        }
        if (own(to).size() >= PER_PERSON) {
            throw new Taken(
                    "%s has %d tokens already; revoke one first"
                            .formatted(to.account(), PER_PERSON));
        }
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Token token = new Token(UUID.randomUUID(), label.strip(), scopes, now, now.plus(life));
        jdbc.sql(
                        """
                        insert into api_token (id, person_id, hash, label, scopes, created_at, expires_at)
                        values (:id, :person, :hash, :label, string_to_array(:scopes, ','), :created, :expires)
                        """)
                .param("id", token.id())
                .param("person", to.id().value())
                .param("hash", hash(secret))
                .param("label", token.label())
                .param(
                        "scopes",
                        scopes.stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .param("created", at(token.createdAt()))
                .param("expires", at(token.expiresAt()))
                .update();
        audit.append(
                AuditLog.SYSTEM,
                to.account(),
                "token-issued",
                Map.of("token", token.id().toString(), "label", token.label()));
        return new Issued(token, secret);
    }

    /** The person's tokens that are good now, newest first. */
    @Transactional(readOnly = true)
    public List<Token> own(Actor actor) {
        return jdbc.sql(
                        """
                        select id, label, scopes, created_at, expires_at from api_token
                        where person_id = :person and revoked_at is null and expires_at > :now
                        order by created_at desc, id
                        """)
                .param("person", actor.id().value())
                .param("now", at(clock.instant()))
                .query(TOKEN)
                .list();
    }

    /**
     * Revokes an own token at once.
     *
     * @return whether there was such a token
     */
    @Transactional
    public boolean revoke(Actor by, UUID token) {
        int revoked =
                jdbc.sql(
                                """
                                update api_token set revoked_at = :now
                                where id = :id and person_id = :person and revoked_at is null
                                """)
                        .param("now", at(clock.instant()))
                        .param("id", token)
                        .param("person", by.id().value())
                        .update();
        if (revoked > 0) {
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "token-revoked",
                    Map.of("token", token.toString()));
        }
        return revoked > 0;
    }

    /**
     * Who comes with this secret; empty if it is unknown, revoked, expired or its person inactive.
     */
    @Transactional(readOnly = true)
    public Optional<Bearer> bearer(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() > 100) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                        select person_id, id, label, scopes, created_at, expires_at from api_token
                        where hash = :hash and revoked_at is null and expires_at > :now
                        """)
                .param("hash", hash(secret))
                .param("now", at(clock.instant()))
                .query(
                        (row, n) ->
                                new Found(
                                        new PersonId(row.getObject("person_id", UUID.class)),
                                        TOKEN.mapRow(row, n).scopes()))
                .optional()
                .flatMap(
                        found ->
                                rows.byId(found.person())
                                        .filter(Person::active)
                                        .map(
                                                person ->
                                                        new Bearer(
                                                                person.acting(), found.scopes())));
    }

    private record Found(PersonId person, Set<Token.Scope> scopes) {}

    private static byte[] hash(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, java.time.ZoneOffset.UTC);
    }
}
