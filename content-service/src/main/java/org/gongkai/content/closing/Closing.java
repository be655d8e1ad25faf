package org.gongkai.content.closing;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Lists what of a campaign did not become public. Office reviewers and supervisors see all of it,
 * the people of a unit its own; nobody learns the title of another unit's draft that was never
 * submitted. Thread-safe.
 */
@Service
public class Closing {
    /** Of each document, the newest edition that was opened before the closing counts. */
    private static final String FROM =
            """
            from document d
                join section s on s.key = d.section_key
                join lateral (
                    select * from edition n where n.document_id = d.id
                    order by (:closing::timestamptz is null or n.opened_at < :closing) desc, n.number desc
                    limit 1) e on true
            """;

    /** Documents created before the closing, and later ones of sections that ended with it. */
    static final String OF =
            """
            where s.campaign_key = :campaign
              and (:closing::timestamptz is null or d.created_at < :closing or not goes_on(s.key))
              and (:all or d.unit_key = any(:units))
            """;

    /** The first condition is implied by the second, and found by its index. */
    private static final String NOT_PUBLIC =
            """
              and d.id in (select u.document_id from edition u where u.published_at is null or u.published_at > :asOf)
              and (e.published_at is null or e.published_at > :asOf)
            """;

    /** The last act is looked up only for the lines that are shown. */
    private static final String LINES =
            """
            select line.*, a.action, a.at as acted_at, a.stage as acted_stage,
                array(select g.role from role_grant g join person p on p.id = g.person_id
                      where p.account = a.actor and (g.unit_key is null or g.unit_key = line.unit_key)
                      order by g.role) as roles
            from (
                select d.id, d.unit_key, d.section_key, d.kind, d.path, e.number, e.state, e.stage,
                    case when d.unit_key = any(:units) then e.title
                         when e.handed_in_revision is not null then e.shown_title end as title,
                    e.due_at, e.late_at, e.late_consented_by, e.published_at,
                    exists (select 1 from edition l
                            where l.document_id = d.id and l.state = 'PUBLISHED' and l.id <> e.id) as live
            """
                    + FROM
                    + OF
                    + NOT_PUBLIC
                    + """
                      order by d.unit_key, e.due_at, d.path limit :most) line
                    left join lateral (
                        select t.actor, t.action, t.at, t.detail::jsonb ->> 'stage' as stage from audit_entry t
                        where t.chain = line.id::text and t.action <> 'due date moved'
                        order by t.position desc limit 1) a on true
                    order by line.unit_key, line.due_at, line.path
                    """;

    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final Deadlines deadlines;

    Closing(JdbcClient jdbc, Campaigns campaigns, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.deadlines = deadlines;
    }

    /** Whether this person may see any such list. */
    public static boolean mayRead(Actor actor) {
        return oversees(actor) || !actor.units().isEmpty();
    }

    /** All of what did not become public. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Unreleased unreleased(Actor actor, String campaign) {
        return unreleased(actor, campaign, Integer.MAX_VALUE);
    }

    /**
     * What did not become public, unit by unit, the most urgent first.
     *
     * @param most lines that are listed; all are counted
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     * @throws NotAllowed if the actor is of no unit, and neither supervisor nor office reviewer
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Unreleased unreleased(Actor actor, String campaign, int most) {
        if (!mayRead(actor)) {
            throw new NotAllowed(
                    "The list of what is not released is for supervisors, office reviewers and the people of units; %s is none"
                            .formatted(actor.account()));
        }
        Instant closing = campaigns.get(campaign).milestones().get(Milestone.CLOSING);
        Today today = deadlines.today();
        Instant asOf = closing == null || today.now().isBefore(closing) ? today.now() : closing;
        boolean closed = asOf.equals(closing);
        Map<String, Object> params =
                Map.of(
                        "campaign",
                        campaign,
                        "all",
                        oversees(actor),
                        "units",
                        actor.units().stream().map(UnitKey::value).toArray(String[]::new),
                        "asOf",
                        asOf.atOffset(ZoneOffset.UTC));
        long documents =
                ask(
                                "select count(*) from document d join section s on s.key = d.section_key "
                                        + OF,
                                params,
                                closing)
                        .query(Long.class)
                        .single();
        Map<EditionState, Long> states = new EnumMap<>(EditionState.class);
        ask(
                        "select e.state, count(*) " + FROM + OF + NOT_PUBLIC + " group by e.state",
                        params,
                        closing)
                .query(
                        row -> {
                            states.put(EditionState.valueOf(row.getString(1)), row.getLong(2));
                        });
        List<Unreleased.Line> list =
                ask(LINES, params, closing)
                        .param("most", most)
                        .query((row, n) -> line(row, today, closing))
                        .list();
        long unreleased = states.values().stream().mapToLong(Long::longValue).sum();
        return new Unreleased(
                campaign, asOf, closed, documents, documents - unreleased, states, list);
    }

    private JdbcClient.StatementSpec ask(
            String sql, Map<String, Object> params, @Nullable Instant closing) {
        return jdbc.sql(sql)
                .params(params)
                .param("closing", timestamp(closing), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static boolean oversees(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER) || actor.holds(Role.SUPERVISOR);
    }

    private static Unreleased.Line line(ResultSet row, Today today, @Nullable Instant closing)
            throws SQLException {
        Instant published = instant(row, "published_at");
        EditionState state = EditionState.valueOf(row.getString("state"));
        Instant due = published == null ? instant(row, "due_at") : closing;
        boolean late = row.getObject("late_at") != null;
        String action = row.getString("action");
        return new Unreleased.Line(
                row.getObject("id", UUID.class),
                row.getString("unit_key"),
                row.getString("section_key"),
                row.getString("kind"),
                row.getString("title"),
                row.getInt("number"),
                state,
                stage(row.getString("stage")),
                row.getBoolean("live"),
                due,
                published == null
                        ? today.workingDaysLate(due)
                        : today.at(published).workingDaysLate(due),
                late,
                late
                        && state == EditionState.IN_REVIEW
                        && row.getObject("late_consented_by") == null,
                action,
                action == null
                        ? null
                        : ActingRole.of(
                                action,
                                stage(row.getString("acted_stage")),
                                Arrays.stream((String[]) row.getArray("roles").getArray())
                                        .map(Role::valueOf)
                                        .sorted()
                                        .toList()),
                instant(row, "acted_at"),
                published);
    }

    private static @Nullable ReviewStage stage(@Nullable String name) {
        return name == null ? null : ReviewStage.valueOf(name);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
