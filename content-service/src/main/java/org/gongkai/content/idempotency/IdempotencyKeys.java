package org.gongkai.content.idempotency;

import org.gongkai.content.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The keys that were used, each with the answer. Everything belongs to the transaction of the
 * creation; so either both are there or neither. Thread-safe.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class IdempotencyKeys {
    static final Duration KEPT = Duration.ofHours(24);
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Used(byte[] fingerprint, Answer answer) {}

    /**
     * Takes the key until the transaction ends.
     *
     * @return the answer that was given under it; empty if this is the first request with it
     * @throws KeyInUse if another request with it is running
     * @throws KeyReused if it was used for another request
     */
    Optional<Answer> take(PersonId person, IdempotencyKey key, byte[] fingerprint) {
        boolean taken =
                jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:key, 7018))")
                        .param("key", person + " " + key.value())
                        .query(Boolean.class)
                        .single();
        if (!taken) {
            throw new KeyInUse(key);
        }
        Optional<Used> used = find(person, key);
        if (used.isPresent() && !MessageDigest.isEqual(used.get().fingerprint(), fingerprint)) {
            throw new KeyReused(key);
        }
        return used.map(Used::answer);
    }

    private Optional<Used> find(PersonId person, IdempotencyKey key) {
        return jdbc.sql(
                        """
                        select * from idempotency_key
                        where person_id = :person and key = :key and created_at > :expired
                        """)
                .param("person", person.value())
                .param("key", key.value())
                .param("expired", expired())
                .query(
                        (row, n) ->
                                new Used(
                                        row.getBytes("fingerprint"),
                                        new Answer(
                                                row.getInt("status"),
                                                row.getString("content_type"),
                                                row.getString("etag"),
                                                row.getString("location"),
                                                row.getBytes("body"))))
                .optional();
    }

    /** Keeps the answer under a key that was {@link #take taken}, and forgets some that are old. */
    void keep(PersonId person, IdempotencyKey key, byte[] fingerprint, Answer answer) {
        jdbc.sql(
                        """
                        delete from idempotency_key
                        where person_id = :person and key = :key and created_at <= :expired
                        """)
                .param("person", person.value())
                .param("key", key.value())
                .param("expired", expired())
                .update();
        jdbc.sql(
                        """
                        delete from idempotency_key where (person_id, key) in (
                            select person_id, key from idempotency_key where created_at <= :expired
                            order by created_at limit :some for update skip locked)
                        """)
                .param("expired", expired())
                .param("some", FORGOTTEN_AT_ONCE)
                .update();
        jdbc.sql(
                        """
                        insert into idempotency_key (person_id, key, fingerprint, status, content_type, etag, location, body, created_at)
                        values (:person, :key, :fingerprint, :status, :contentType, :etag, :location, :body, :at)
                        """)
                .param("person", person.value())
                .param("key", key.value())
                .param("fingerprint", fingerprint)
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("etag", answer.etag())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("at", at(clock.instant()))
                .update();
    }

    private OffsetDateTime expired() {
        return at(clock.instant().minus(KEPT));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
