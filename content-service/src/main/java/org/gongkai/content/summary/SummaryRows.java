package org.gongkai.content.summary;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.figures.Snapshot;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The rows of summaries and of what was submitted. */
@Repository
class SummaryRows {
    private static final String OF =
            " campaign_key = :campaign and unit_key is not distinct from :unit ";

    private final JdbcClient jdbc;

    SummaryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stands for the district where units are named. */
    static final String DISTRICT = "";

    private record Draft(Summary.Words words, long version) {}

    /** Keeps others from writing or deciding until the transaction ends. */
    void lock(String campaign, @Nullable UnitKey unit) {
        jdbc.sql(
                        "select pg_advisory_xact_lock(hashtextextended('summary ' || :campaign || ' ' || :unit, 0))")
                .param("campaign", campaign)
                .param("unit", unit == null ? "" : unit.value())
                .query((row, n) -> true)
                .single();
    }

    /**
     * The units whose summary is submitted or accepted, and {@link #DISTRICT} if the district's is.
     * What was returned is written on. The figures of none are read.
     */
    Set<String> handedIn(String campaign) {
        return jdbc.sql(
                        """
                        select coalesce(m.unit_key, :district) from summary m
                        where m.campaign_key = :campaign
                            and exists (select from summary_submission s
                                        where s.summary_id = m.id and s.verdict is distinct from 'RETURNED')
                        """)
                .param("campaign", campaign)
                .param("district", DISTRICT)
                .query((row, n) -> row.getString(1))
                .set();
    }

    Summary get(Campaign campaign, @Nullable UnitKey unit, Today today) {
        Draft draft =
                of(
                                "select practice, problems, plans, version from summary where",
                                campaign.key(),
                                unit)
                        .query((row, n) -> new Draft(words(row), row.getLong("version")))
                        .optional()
                        .orElse(new Draft(Summary.Words.NONE, 0));
        List<Summary.Submission> submissions =
                of(
                                """
                                select s.*, b.name as by_name, d.name as decided_name
                                from summary m join summary_submission s on s.summary_id = m.id
                                    join person b on b.id = s.submitted_by left join person d on d.id = s.decided_by
                                where
                                """,
                                campaign.key(),
                                unit,
                                " order by s.number desc")
                        .query((row, n) -> submission(row))
                        .list();
        Instant due = Summaries.due(campaign, unit);
        Today then = submissions.isEmpty() ? today : today.at(submissions.getLast().submittedAt());
        return new Summary(
                campaign.key(),
                unit == null ? null : unit.value(),
                state(draft, submissions),
                draft.words(),
                draft.version(),
                due,
                then.workingDaysLate(due),
                submissions);
    }

    void save(Summary before, Summary.Words words, PersonId by, Instant at) {
        jdbc.sql(
                        """
                        insert into summary (id, campaign_key, unit_key, practice, problems, plans, version, saved_by, saved_at)
                        values (gen_random_uuid(), :campaign, :unit, :practice, :problems, :plans, 1, :by, :at)
                        on conflict (campaign_key, unit_key) do update set practice = :practice, problems = :problems,
                            plans = :plans, version = summary.version + 1, saved_by = :by, saved_at = :at
                        """)
                .param("campaign", before.campaign())
                .param("unit", before.unit(), Types.VARCHAR)
                .param("practice", words.practice())
                .param("problems", words.problems())
                .param("plans", words.plans())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void submit(
            String campaign,
            @Nullable UnitKey unit,
            int number,
            Summary.Words words,
            byte[] figures,
            PersonId by,
            Instant at) {
        of(
                        """
                        insert into summary_submission (summary_id, number, practice, problems, plans, figures, digest,
                            submitted_by, submitted_at)
                        select id, :number, :practice, :problems, :plans, :figures, :digest, :by, :at from summary where
                        """,
                        campaign,
                        unit)
                .param("number", number)
                .param("practice", words.practice())
                .param("problems", words.problems())
                .param("plans", words.plans())
                .param("figures", figures)
                .param("digest", Digest.of(figures).bytes())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void decide(
            String campaign,
            @Nullable UnitKey unit,
            int number,
            boolean accept,
            PersonId by,
            String reason,
            Instant at) {
        of(
                        """
                        update summary_submission set verdict = :verdict, decided_by = :by, decided_at = :at, reason = :reason
                        where number = :number and summary_id = (select id from summary where
                        """,
                        campaign,
                        unit,
                        ")")
                .param("number", number)
                .param("verdict", accept ? "ACCEPTED" : "RETURNED")
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .update();
    }

    /** The real people behind who submitted. */
    Set<PersonId> submittedBehind(String campaign, @Nullable UnitKey unit, int number) {
        return of(
                        """
                        select people_behind(s.submitted_by) as behind
                        from summary m join summary_submission s on s.summary_id = m.id
                        where s.number = :number and
                        """,
                        campaign,
                        unit)
                .param("number", number)
                .query((row, n) -> PersonId.set(row.getArray("behind")))
                .single();
    }

    private JdbcClient.StatementSpec of(
            String sql, String campaign, @Nullable UnitKey unit, String... end) {
        return jdbc.sql(sql + OF + String.join("", end))
                .param("campaign", campaign)
                .param("unit", unit == null ? null : unit.value(), Types.VARCHAR);
    }

    private static Summary.State state(Draft draft, List<Summary.Submission> submissions) {
        if (submissions.isEmpty()) {
            return draft.version() == 0 ? Summary.State.NONE : Summary.State.DRAFT;
        }
        Boolean accepted = submissions.getFirst().accepted();
        return accepted == null
                ? Summary.State.SUBMITTED
                : accepted ? Summary.State.ACCEPTED : Summary.State.RETURNED;
    }

    private static Summary.Words words(ResultSet row) throws SQLException {
        return new Summary.Words(
                row.getString("practice"), row.getString("problems"), row.getString("plans"));
    }

    private static Summary.Submission submission(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Summary.Submission(
                row.getInt("number"),
                words(row),
                Snapshot.of(row.getBytes("figures")),
                Digest.ofComputed(row.getBytes("digest")).hex(),
                row.getString("by_name"),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                verdict == null ? null : verdict.equals("ACCEPTED"),
                row.getString("decided_name"),
                decided == null ? null : decided.toInstant(),
                row.getString("reason"));
    }
}
