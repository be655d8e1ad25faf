package org.gongkai.content.publishing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.gongkai.content.document.Visibility;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What was released, and what the next release would find. */
@Service
@Transactional(readOnly = true)
public class ReleaseHistory {
    private static final String ENTRY =
            """
            select number, state, instant, requested_by, repeats, opened_at, closed_at, failure,
                coalesce(jsonb_array_length(outcome -> 'published'), 0) as published,
                coalesce(jsonb_array_length(outcome -> 'removed'), 0) as removed,
                coalesce(jsonb_array_length(outcome -> 'held'), 0) as held,
                (select count(*) from edition e join bypass b on b.edition_id = e.id and b.digest = e.digest
                     and b.confirmed_by is not null and b.voided_at is null
                 where e.release_number = release.number and exists (
                     select from unnest(b.stages) s where not exists (
                         select from counting_approvals(e.id, b.digest) a where a.stage = s))) as emergencies
            from release
            """;

    private final JdbcClient jdbc;
    private final Visibility visibility;
    private final Clock clock;

    ReleaseHistory(JdbcClient jdbc, Visibility visibility, Clock clock) {
        this.jdbc = jdbc;
        this.visibility = visibility;
        this.clock = clock;
    }

    /**
     * A release as it was recorded.
     *
     * @param repeats the interrupted release in whose place it was made; null if in none's
     * @param published editions that became public with it
     * @param removed documents that left the site with it
     * @param held editions that the conformance gate kept back
     * @param emergencies published editions that passed over a stage which has not approved since
     */
    public record Entry(
            long number,
            String state,
            Instant instant,
            String requestedBy,
            @Nullable Long repeats,
            int published,
            int removed,
            int held,
            int emergencies,
            @Nullable String failure) {}

    /**
     * A release in full.
     *
     * @param openedAt when it was planned
     * @param closedAt when it was recorded as active or failed; null while it runs
     * @param findings why editions were kept back, of those that the reader may see
     */
    public record Detail(
            @JsonUnwrapped Entry release,
            Instant openedAt,
            @Nullable Instant closedAt,
            List<HeldBack> findings) {}

    /**
     * Why an edition was kept back.
     *
     * @param path the page that it was seen on; null if it is not about one page
     * @param message what is wrong and what would mend it
     */
    public record HeldBack(
            UUID document, UUID edition, String rule, @Nullable String path, String message) {}

    /**
     * What waits.
     *
     * @param due approved, and public with the next release
     * @param later approved, and its own time or that of its release set has not come
     * @param behind approved, but its release set waits for another member
     * @param held kept back by the conformance gate or a rollback
     */
    public record Waiting(long due, long later, long behind, long held) {}

    /** The last releases, newest first. */
    public List<Entry> last(int count) {
        return jdbc.sql(ENTRY + " order by number desc limit :count")
                .param("count", count)
                .query((row, n) -> entry(row))
                .list();
    }

    /**
     * One release, with those findings that are about editions which the actor may see.
     *
     * @throws NoSuchRelease if there is none with this number
     */
    public Detail get(Actor by, long number) {
        return jdbc.sql(ENTRY + " where number = :number")
                .param("number", number)
                .query(
                        (row, n) ->
                                new Detail(
                                        entry(row),
                                        row.getObject("opened_at", OffsetDateTime.class)
                                                .toInstant(),
                                        instant(row.getObject("closed_at", OffsetDateTime.class)),
                                        findings(by, number)))
                .optional()
                .orElseThrow(() -> new NoSuchRelease(number));
    }

    private List<HeldBack> findings(Actor by, long number) {
        return jdbc.sql(
                        """
                        select e.document_id, e.id, f ->> 'rule' as rule, f ->> 'path' as path, f ->> 'message' as message
                        from release r cross join jsonb_array_elements(r.outcome -> 'held') with ordinality h (f, n)
                            join edition e on e.id = (f ->> 'edition')::uuid
                        where r.number = :number and (:overseer or e.unit_key = any(:units))
                        order by n
                        """)
                .param("number", number)
                .param("overseer", visibility.overseer(by))
                .param("units", visibility.units(by))
                .query(
                        (row, n) ->
                                new HeldBack(
                                        row.getObject("document_id", UUID.class),
                                        row.getObject("id", UUID.class),
                                        row.getString("rule"),
                                        row.getString("path"),
                                        row.getString("message")))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getString("state"),
                row.getObject("instant", OffsetDateTime.class).toInstant(),
                row.getString("requested_by"),
                row.getObject("repeats", Long.class),
                row.getInt("published"),
                row.getInt("removed"),
                row.getInt("held"),
                row.getInt("emergencies"),
                row.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /**
     * Whether something was withdrawn since the content of the active release was read. That what
     * readers are told of a withdrawal was changed waits for the next release.
     */
    boolean withdrawalWaits() {
        return jdbc.sql(
                        """
                        select exists (
                            select from change_log c
                            where c.kind = 'WITHDRAWN'
                                and c.sequence > (select sequence from release where state = 'ACTIVE')
                                and not exists (select from change_log before
                                                where before.document_id = c.document_id and before.edition_id = c.edition_id
                                                    and before.kind = 'WITHDRAWN' and before.sequence < c.sequence))
                        """)
                .query(Boolean.class)
                .single();
    }

    public Waiting waiting() {
        return jdbc.sql(
                        """
                        select count(*) filter (where goes and not_before <= :now) as due,
                            count(*) filter (where goes and not_before > :now) as later,
                            count(*) filter (where not goes and not held) as behind,
                            count(*) filter (where held) as held
                        from (select e.state = 'HELD' as held,
                                  e.state = 'APPROVED' and (m.set_id is null or s.ready) as goes,
                                  greatest(e.not_before, s.not_before, '-infinity') as not_before
                              from edition e
                                  left join release_set_member m on m.document_id = e.document_id
                                  left join lateral (
                                      select bool_and(readiness in ('PUBLIC', 'READY')) as ready,
                                          max(not_before) filter (where readiness = 'READY') as not_before
                                      from release_set_standing where set_id = m.set_id) s on true
                              where e.state in ('APPROVED', 'HELD')) waiting
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(
                        (row, n) ->
                                new Waiting(
                                        row.getLong("due"),
                                        row.getLong("later"),
                                        row.getLong("behind"),
                                        row.getLong("held")))
                .single();
    }
}
