package org.gongkai.content.report;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Snapshot;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NoSuchUnit;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.summary.Sentences;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * The closing reports. Who sees a summary sees the report of the same unit; the office writes its
 * words, each saving a version. Figures cannot be edited by anybody. Thread-safe.
 */
@Service
public class Reports {
    /** The most characters of the office's words. */
    public static final int LONGEST = 20_000;

    private final Summaries summaries;
    private final Campaigns campaigns;
    private final Units units;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Reports(
            Summaries summaries,
            Campaigns campaigns,
            Units units,
            JdbcClient jdbc,
            AuditLog audit,
            Clock clock) {
        this.summaries = summaries;
        this.campaigns = campaigns;
        this.units = units;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A report.
     *
     * @param unit null for that of the district
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     * @throws NotAllowed if the actor does not see it
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Report get(Actor actor, String campaign, @Nullable UnitKey unit) {
        Facts facts = summaries.facts(actor, campaign, unit);
        Summary summary = summaries.get(actor, campaign, unit);
        String name = unit == null ? null : units.find(unit).map(Unit::name).orElse(unit.value());
        return new Report(
                facts,
                Digest.of(Snapshot.bytes(facts)).hex(),
                Sentences.of(name, facts.figures(), facts.asOf(), facts.closed(), clock.getZone()),
                summary.submissions().isEmpty() ? null : summary.submissions().getFirst(),
                words(campaign, unit));
    }

    /** Whether this person writes the words of reports. */
    public static boolean writes(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER);
    }

    /**
     * Saves the office's words as a new version.
     *
     * @param version that was read before, 0 for none
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     * @throws NoSuchUnit if there is no such unit
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws ReportRefused if they are too long, or somebody saved others meanwhile
     */
    @Transactional
    public void write(Actor by, String campaign, @Nullable UnitKey unit, int version, String text) {
        if (!writes(by)) {
            throw new NotAllowed("The office writes the words of reports");
        }
        String words = text.strip().replace("\r\n", "\n");
        if (words.length() > LONGEST) {
            throw new ReportRefused(
                    ReportRefused.Why.LONG,
                    "The words of a report have at most %d characters".formatted(LONGEST));
        }
        campaigns.get(campaign);
        if (unit != null && units.find(unit).isEmpty()) {
            throw new NoSuchUnit(unit);
        }
        List<Report.Words> before = words(campaign, unit);
        if ((before.isEmpty() ? 0 : before.getFirst().number()) != version) {
            throw stale();
        }
        if (!before.isEmpty() && before.getFirst().text().equals(words)) {
            return;
        }
        try {
            jdbc.sql(
                            """
                            insert into report_words (campaign_key, unit_key, number, words, written_by, written_at)
                            values (:campaign, :unit, :number, :words, :by, :at)
                            """)
                    .param("campaign", campaign)
                    .param("unit", unit == null ? null : unit.value(), Types.VARCHAR)
                    .param("number", version + 1)
                    .param("words", words)
                    .param("by", by.id().value())
                    .param("at", OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw stale();
        }
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "report-written",
                Map.of(
                        "campaign",
                        campaign,
                        "unit",
                        unit == null ? "" : unit.value(),
                        "number",
                        version + 1));
    }

    private List<Report.Words> words(String campaign, @Nullable UnitKey unit) {
        return jdbc.sql(
                        """
                        select w.number, w.words, p.name, w.written_at
                        from report_words w join person p on p.id = w.written_by
                        where w.campaign_key = :campaign and w.unit_key is not distinct from :unit
                        order by w.number desc
                        """)
                .param("campaign", campaign)
                .param("unit", unit == null ? null : unit.value(), Types.VARCHAR)
                .query(
                        (row, n) ->
                                new Report.Words(
                                        row.getInt("number"),
                                        row.getString("words"),
                                        row.getString("name"),
                                        row.getObject("written_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }

    private static ReportRefused stale() {
        return new ReportRefused(
                ReportRefused.Why.STALE,
                "Somebody saved other words meanwhile; read them and add what is missing");
    }
}
