package org.gongkai.content.presence;

import org.gongkai.content.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Notes who has which document open. An entry lives by signs of life and ends {@link #LIFETIME}
 * after the last one. It is kept in an unlogged table, so that all processes know it and a crash
 * forgets it. It keeps nobody from anything; versions do that. Thread-safe.
 */
@Component
public class Presence {
    /** How long an entry lives after its last sign of life. */
    public static final Duration LIFETIME = Duration.ofSeconds(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    Presence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Gives a sign of life; clears away what has expired. */
    @Transactional
    public void enter(Actor actor, UUID document, boolean editing) {
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        delete from presence where (document_id, person_id) in (
                            select document_id, person_id from presence
                            where seen_at <= :expired and person_id <> :person limit 100 for update skip locked)
                        """)
                .param("expired", timestamp(now.minus(LIFETIME)))
                .param("person", actor.id().value())
                .update();
        jdbc.sql(
                        """
                        insert into presence (document_id, person_id, since, seen_at, editing_at)
                        values (:document, :person, :now, :now, case when :editing then :now end)
                        on conflict (document_id, person_id) do update
                        set since = case when presence.seen_at <= :expired then excluded.since else presence.since end,
                            seen_at = excluded.seen_at,
                            editing_at = coalesce(excluded.editing_at, presence.editing_at)
                        """)
                .param("document", document)
                .param("person", actor.id().value())
                .param("now", timestamp(now))
                .param("editing", editing)
                .param("expired", timestamp(now.minus(LIFETIME)))
                .update();
    }

    /** Ends an entry; ending none changes nothing. */
    @Transactional
    public void leave(Actor actor, UUID document) {
        jdbc.sql("delete from presence where document_id = :document and person_id = :person")
                .param("document", document)
                .param("person", actor.id().value())
                .update();
    }

    /** Who else has it open, who came first in front. */
    @Transactional(readOnly = true)
    public List<Present> others(Actor actor, UUID document) {
        return jdbc.sql(
                        """
                        select p.account, p.name, o.since, o.seen_at, coalesce(o.editing_at > :expired, false) as editing
                        from presence o join person p on p.id = o.person_id
                        where o.document_id = :document and o.person_id <> :person and o.seen_at > :expired
                        order by o.since, p.account
                        """)
                .param("document", document)
                .param("person", actor.id().value())
                .param("expired", timestamp(clock.instant().minus(LIFETIME)))
                .query(
                        (row, n) ->
                                new Present(
                                        row.getString("account"),
                                        row.getString("name"),
                                        row.getObject("since", OffsetDateTime.class).toInstant(),
                                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                                        row.getBoolean("editing")))
                .list();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
