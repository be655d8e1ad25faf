package org.gongkai.content.publishing;

import org.gongkai.content.document.Visibility;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Which documents the next release would make public, and what a past one changed: of each what the
 * reader may see. Thread-safe.
 */
@Component
public class ReleaseContents {
    private final JdbcClient jdbc;
    private final Visibility visibility;
    private final Clock clock;

    ReleaseContents(JdbcClient jdbc, Visibility visibility, Clock clock) {
        this.jdbc = jdbc;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** Why an edition is not public yet. */
    public enum Standing {
        /** It goes with the next release. */
        DUE,
        /** Its own time, or that of its release set, has not come. */
        LATER,
        /** Its release set waits for another member. */
        BEHIND,
        /** The conformance gate or a rollback keeps it back. */
        HELD
    }

    /**
     * An edition that waits.
     *
     * @param notBefore when it goes at the earliest; null for at once
     * @param why what keeps it back; null unless it is held
     */
    public record Waiting(
            UUID document,
            String title,
            String unit,
            Standing standing,
            @Nullable Instant notBefore,
            @Nullable String why) {}

    /** What happened to a document in a release. */
    public enum Change {
        PUBLISHED,
        REMOVED,
        TAKEN_BACK,
        RESTORED,
        HELD
    }

    /** A document that a release changed. */
    public record Changed(UUID document, String title, String unit, String path, Change change) {}

    /** What waits, as a publisher decides about it: what is due first. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Actor by, int most) {
        return jdbc.sql(
                        """
                        select document_id, title, unit_key, not_before, held_reason,
                            case when held_reason is not null then 'HELD' when not goes then 'BEHIND'
                                 when not_before > :now then 'LATER' else 'DUE' end as standing
                        from (select e.document_id, e.title, e.unit_key, e.held_reason,
                                  m.set_id is null or s.ready as goes, greatest(e.not_before, s.not_before) as not_before
                              from edition e
                                  left join release_set_member m on m.document_id = e.document_id
                                  left join lateral (
                                      select bool_and(readiness in ('PUBLIC', 'READY')) as ready,
                                          max(not_before) filter (where readiness = 'READY') as not_before
                                      from release_set_standing where set_id = m.set_id) s on true
                              where e.state in ('APPROVED', 'HELD') and (:overseer or e.unit_key = any(:units))) waiting
                        order by array_position(array['DUE', 'HELD', 'LATER', 'BEHIND'],
                                case when held_reason is not null then 'HELD' when not goes then 'BEHIND'
                                     when not_before > :now then 'LATER' else 'DUE' end),
                            not_before nulls first, title, document_id
                        limit :most
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("overseer", visibility.overseer(by))
                .param("units", visibility.units(by))
                .param("most", most)
                .query(
                        (row, n) -> {
                            OffsetDateTime notBefore =
                                    row.getObject("not_before", OffsetDateTime.class);
                            return new Waiting(
                                    row.getObject("document_id", UUID.class),
                                    row.getString("title"),
                                    row.getString("unit_key"),
                                    Standing.valueOf(row.getString("standing")),
                                    notBefore == null ? null : notBefore.toInstant(),
                                    row.getString("held_reason"));
                        })
                .list();
    }

    /** What a release changed. */
    @Transactional(readOnly = true)
    public List<Changed> changes(Actor by, long release, int most) {
        return jdbc.sql(
                        """
                        with changed as (
                            select e.id, e.document_id, c.change
                            from release r cross join lateral (
                                select x::uuid as edition, 'PUBLISHED' as change from jsonb_array_elements_text(r.outcome -> 'published') x
                                union all select x::uuid, 'TAKEN_BACK' from jsonb_array_elements_text(coalesce(r.outcome -> 'takenBack', '[]')) x
                                union all select x::uuid, 'RESTORED' from jsonb_array_elements_text(coalesce(r.outcome -> 'restored', '[]')) x
                                union all select distinct (f ->> 'edition')::uuid, 'HELD' from jsonb_array_elements(r.outcome -> 'held') f
                                    where f ->> 'edition' is not null) c
                                join edition e on e.id = c.edition
                            where r.number = :number
                            union all
                            select (select e.id from edition e where e.document_id = x::uuid and e.published_at is not null order by e.number desc limit 1), x::uuid, 'REMOVED'
                            from release r cross join jsonb_array_elements_text(r.outcome -> 'removed') x where r.number = :number)
                        select c.document_id, e.title, e.unit_key, d.path, c.change
                        from changed c join edition e on e.id = c.id join document d on d.id = c.document_id
                        where :overseer or e.unit_key = any(:units)
                        order by array_position(array['PUBLISHED', 'REMOVED', 'TAKEN_BACK', 'RESTORED', 'HELD'], c.change), e.title, c.document_id
                        limit :most
                        """)
                .param("number", release)
                .param("overseer", visibility.overseer(by))
                .param("units", visibility.units(by))
                .param("most", most)
                .query(
                        (row, n) ->
                                new Changed(
                                        row.getObject("document_id", UUID.class),
                                        row.getString("title"),
                                        row.getString("unit_key"),
                                        row.getString("path"),
                                        Change.valueOf(row.getString("change"))))
                .list();
    }
}
