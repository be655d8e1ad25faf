package org.gongkai.content.closing;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What has become of the documents of a campaign: the same documents that {@link Closing} counts,
 * each with when it first became public. It tells no title that was never handed in, so whoever
 * reads a report may read all of it. Thread-safe.
 */
@Service
public class CampaignDocuments {
    private static final String DOCUMENTS =
            """
            select d.id, d.unit_key, d.section_key, d.kind, d.path, d.first_published_at,
                coalesce(shown.title, newest.title) as title,
                exists (select from edition l where l.document_id = d.id and l.state = 'PUBLISHED') as live
            from document d join section s on s.key = d.section_key
                left join lateral (
                    select e.title from edition e where e.document_id = d.id and e.published_at <= :asOf
                    order by e.number desc limit 1) shown on true
                join lateral (
                    select case when e.handed_in_revision is not null then e.shown_title end as title
                    from edition e where e.document_id = d.id order by e.number desc limit 1) newest on true
            """
                    + Closing.OF
                    + " order by d.first_published_at nulls last, d.path";

    private static final String UNITS =
            "select u.key from unit u where exists (select from document d join section s on s.key = d.section_key "
                    + Closing.OF
                    + " and d.unit_key = u.key)";

    private static final String LATE =
            """
            select d.id, d.unit_key, e.shown_title as title, e.number, e.late_at, e.late_reason, e.late_consented_by, e.published_at
            from document d join section s on s.key = d.section_key
                join edition e on e.document_id = d.id and e.late_at <= :asOf
            """
                    + Closing.OF
                    + " order by e.late_at, d.path";

    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final Clock clock;

    CampaignDocuments(JdbcClient jdbc, Campaigns campaigns, Clock clock) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * The documents of a campaign.
     *
     * @param asOf the closing once it has passed, until then now
     * @param closed whether the closing has passed
     * @param late what was submitted after its cut-off
     */
    public record Count(Instant asOf, boolean closed, List<Counted> documents, List<Late> late) {}

    /**
     * A document.
     *
     * @param title as readers saw it last; of what never became public, as its newest edition was
     *     handed in; null if that never was
     * @param publishedAt when it first became public; null if it was not by then
     * @param live whether readers see it now
     */
    public record Counted(
            UUID id,
            String unit,
            String section,
            String kind,
            String path,
            @Nullable String title,
            @Nullable Instant publishedAt,
            boolean live) {}

    /**
     * An edition that was submitted after its cut-off.
     *
     * @param title as it was handed in last
     * @param reason that its editor stated
     * @param consented whether the office has consented
     */
    public record Late(
            UUID document,
            String unit,
            String title,
            int edition,
            Instant at,
            String reason,
            boolean consented,
            @Nullable Instant publishedAt) {}

    /** The units that have one of them: looked up, not counted. */
    @Transactional(readOnly = true)
    public Set<UnitKey> units(String campaign) {
        Instant closing = campaigns.get(campaign).milestones().get(Milestone.CLOSING);
        return ask(UNITS, campaign, closing).query((row, n) -> new UnitKey(row.getString(1))).set();
    }

    /**
     * The documents of a campaign, in the order in which they became public.
     *
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     */
    @Transactional(readOnly = true)
    public Count of(String campaign) {
        Instant closing = campaigns.get(campaign).milestones().get(Milestone.CLOSING);
        Instant now = clock.instant();
        boolean closed = closing != null && !now.isBefore(closing);
        Instant asOf = closed && closing != null ? closing : now;
        return new Count(
                asOf,
                closed,
                ask(DOCUMENTS, campaign, closing)
                        .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                        .query((row, n) -> counted(row, asOf))
                        .list(),
                ask(LATE, campaign, closing)
                        .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                        .query((row, n) -> late(row))
                        .list());
    }

    private JdbcClient.StatementSpec ask(String sql, String campaign, @Nullable Instant closing) {
        return jdbc.sql(sql)
                .params(Map.of("campaign", campaign, "all", true, "units", new String[0]))
                .param(
                        "closing",
                        closing == null ? null : closing.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Counted counted(ResultSet row, Instant asOf) throws SQLException {
        Instant published = instant(row, "first_published_at");
        return new Counted(
                row.getObject("id", UUID.class),
                row.getString("unit_key"),
                row.getString("section_key"),
                row.getString("kind"),
                row.getString("path"),
                row.getString("title"),
                published == null || published.isAfter(asOf) ? null : published,
                row.getBoolean("live"));
    }

    private static Late late(ResultSet row) throws SQLException {
        return new Late(
                row.getObject("id", UUID.class),
                row.getString("unit_key"),
                row.getString("title"),
                row.getInt("number"),
                row.getObject("late_at", OffsetDateTime.class).toInstant(),
                row.getString("late_reason"),
                row.getObject("late_consented_by") != null,
                instant(row, "published_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
