package org.gongkai.content.publishing;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When a release has to be made that nobody asks for. What is approved and not public is the record
 * of it, so nothing has to be remembered over a restart. A time counts only for what was approved
 * before it: the rest waits for a publisher, or goes at once if its section says so.
 */
@Component
class ReleaseAgenda {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient jdbc;
    private final ZoneId zone;
    private final boolean byTheClock;

    /**
     * @param byTheClock whether releases are made at openings, closings and not-befores
     */
    ReleaseAgenda(
            JdbcClient jdbc,
            Clock clock,
            @Value("${gongkai.publishing.schedule:true}") boolean byTheClock) {
        this.jdbc = jdbc;
        this.zone = clock.getZone();
        this.byTheClock = byTheClock;
    }

    /**
     * A release to make.
     *
     * @param reason as the record of the release says it
     */
    record Item(Instant at, String reason) {}

    /**
     * The first release that has to be made now.
     *
     * @param asked openings and closings up to this instant are not looked at again: it is that of
     *     the last release which the caller asked for
     */
    @Transactional(readOnly = true)
    public Optional<Item> due(Instant now, Instant asked) {
        Optional<Item> atOnce = atOnce(now);
        return atOnce.isEmpty() && byTheClock ? scheduled(asked, Instant.EPOCH, now) : atOnce;
    }

    /** When the first release after this instant has to be made, as far as that is known. */
    @Transactional(readOnly = true)
    public Optional<Instant> next(Instant now) {
        return byTheClock ? scheduled(now, now, FAR_AWAY).map(Item::at) : Optional.empty();
    }

    private Optional<Item> atOnce(Instant now) {
        return jdbc.sql(
                        """
                        select e.section_key
                        from edition e
                            join section s on s.key = e.section_key and s.publish_at_once
                            left join release_set_member m on m.document_id = e.document_id
                        where e.latest and e.state = 'APPROVED' and (e.not_before is null or e.not_before <= :now)
                            and (m.set_id is null or release_set_is_due(m.set_id, :now))
                            and exists (select from proposal_in_force where form = 'gongkai-site/1')
                        order by e.changed_at limit 1
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Item(now, "at once: " + row.getString(1)))
                .optional();
    }

    /**
     * A phase is shown as of the instant of the active release. Of a set the latest not-before
     * counts, once no member keeps it back.
     */
    private Optional<Item> scheduled(Instant asked, Instant after, Instant until) {
        return jdbc.sql(
                        """
                        with site as (
                            select convert_from(canonical, 'UTF8')::jsonb as words, approved_at
                            from proposal_in_force where form = 'gongkai-site/1'),
                        phase as (
                            select p.name as what, (words ->> p.name)::timestamptz as at, approved_at
                            from site, (values ('opening'), ('closing')) p (name)),
                        approved as (
                            select e.not_before, e.changed_at, m.set_id
                            from edition e left join release_set_member m on m.document_id = e.document_id
                            where e.latest and e.state = 'APPROVED' and e.not_before is not null),
                        due as (
                            select what, at from phase
                            where at > approved_at and at > :asked
                                and at > coalesce((select instant from release where state = 'ACTIVE'), '-infinity')
                            union all
                            select 'not before', not_before from approved
                            where set_id is null and not_before > changed_at
                            union all
                            select 'not before', max(e.not_before)
                            from release_set_standing s join edition e on e.id = s.edition_id
                            where s.set_id in (select set_id from approved)
                            group by s.set_id
                            having bool_and(s.readiness in ('PUBLIC', 'READY'))
                                and max(e.not_before) filter (where s.readiness = 'READY')
                                    > max(e.changed_at) filter (where s.readiness = 'READY'))
                        select what, at from due where at > :after and at <= :until and exists (select from site)
                        order by at, what desc limit 1
                        """)
                .param("asked", asked.atOffset(ZoneOffset.UTC))
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(
                        (row, n) ->
                                item(
                                        row.getString("what"),
                                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private Item item(String what, Instant at) {
        return new Item(
                at,
                "schedule: "
                        + (what.equals("not before")
                                ? what + " " + LOCAL.withZone(zone).format(at)
                                : what));
    }
}
