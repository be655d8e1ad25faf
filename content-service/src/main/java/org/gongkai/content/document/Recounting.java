package org.gongkai.content.document;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.PlanChanged;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Plan;
import org.gongkai.content.review.ReviewRouteRows;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Counts the dates of open editions anew when milestones, calendar or sections change, in the
 * transaction that changes them. Sections are locked first, so that no document is created
 * meanwhile with an old date; then documents in the order of their ids, as whoever locks many does.
 */
@Component
class Recounting {
    /**
     * Dates that are counted in one transaction at the start, where nothing asks for one for all.
     */
    private static final int AT_ONCE = 1_000;

    private static final String OPEN =
            """
            from edition e
                join document d on d.id = e.document_id
                join section s on s.key = d.section_key
            where e.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD')
            """;

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final AuditLog audit;
    private final TransactionOperations transactions;

    Recounting(
            JdbcClient jdbc,
            Deadlines deadlines,
            AuditLog audit,
            TransactionOperations transactions) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.audit = audit;
    }

    /** An edition whose date is not what it should be. */
    private record Moved(
            UUID edition,
            UUID document,
            int number,
            @Nullable Instant from,
            @Nullable Instant to) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void planChanged(PlanChanged change) {
        String section = change.section();
        String campaign = change.campaign();
        jdbc.sql(
                        """
                        select key from section
                        where (:campaign::text is null or campaign_key = :campaign)
                          and (:section::text is null or key = :section)
                        order by key for update
                        """)
                .param("campaign", campaign, Types.VARCHAR)
                .param("section", section, Types.VARCHAR)
                .query(String.class)
                .list();
        List<UUID> documents =
                jdbc.sql(
                                "select d.id "
                                        + OPEN
                                        + """
                                          and (:campaign::text is null or s.campaign_key = :campaign)
                                          and (:section::text is null or s.key = :section)
                                        order by d.id for update of d
                                        """)
                        .param("campaign", campaign, Types.VARCHAR)
                        .param("section", section, Types.VARCHAR)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
        write(moved(documents), change.by(), change.what());
    }

    /**
     * After an update, or with other office hours, the dates that are stored are not the right
     * ones.
     */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        List<UUID> documents = moved(null).stream().map(Moved::document).toList();
        for (int from = 0; from < documents.size(); from += AT_ONCE) {
            List<UUID> some = documents.subList(from, Math.min(from + AT_ONCE, documents.size()));
            transactions.executeWithoutResult(
                    done -> {
                        jdbc.sql(
                                        "select id from document where id = any(:ids) order by id for update")
                                .param("ids", some.toArray(UUID[]::new))
                                .query(UUID.class)
                                .list();
                        write(moved(some), "system", "start");
                    });
        }
    }

    /** The editions whose dates are wrong, of these documents or of all. */
    private List<Moved> moved(@Nullable List<UUID> documents) {
        Plan plan = deadlines.plan();
        return jdbc
                .sql(
                        """
                        select e.id, e.document_id, e.number, e.state, e.opened_at, e.not_before, e.due_at,
                            d.section_key, e.route_key, e.route_version, t.stages, t.allowances, t.notified,
                            case when e.state in ('DRAFT', 'RETURNED') then (
                                select o.stage from unnest(t.stages) with ordinality o (stage, position)
                                where not exists (
                                    select 1 from counting_approvals(e.id, e.digest) a where a.stage = o.stage)
                                order by o.position limit 1)
                            else e.stage end as open_stage
                        from edition e
                            join document d on d.id = e.document_id
                            join section s on s.key = d.section_key
                            join review_route t on t.key = e.route_key and t.version = e.route_version
                        where e.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD')
                          and (s.campaign_key is not null or e.due_at is not null)
                          and (:documents::uuid[] is null or d.id = any(:documents))
                        order by d.id
                        """)
                .param("documents", documents == null ? null : documents.toArray(UUID[]::new))
                .query((row, n) -> moved(row, plan))
                .list()
                .stream()
                .filter(edition -> !Objects.equals(edition.from(), edition.to()))
                .toList();
    }

    private static Moved moved(ResultSet row, Plan plan) throws SQLException {
        String stage = row.getString("open_stage");
        return new Moved(
                row.getObject("id", UUID.class),
                row.getObject("document_id", UUID.class),
                row.getInt("number"),
                Editions.instant(row, "due_at"),
                DueDates.due(
                        EditionState.valueOf(row.getString("state")),
                        stage == null ? null : ReviewStage.valueOf(stage),
                        plan.timetable(
                                row.getString("section_key"),
                                ReviewRouteRows.read(row, "route_key", "route_version"),
                                row.getObject("opened_at", OffsetDateTime.class).toInstant()),
                        Editions.instant(row, "not_before")));
    }

    private void write(List<Moved> editions, String by, String because) {
        for (Moved edition : editions) {
            jdbc.sql("update edition set due_at = :due where id = :id")
                    .param("due", Editions.timestamp(edition.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("id", edition.edition())
                    .update();
            audit.append(
                    edition.document().toString(),
                    by,
                    "due date moved",
                    Map.of(
                            "edition", edition.number(),
                            "from", Objects.toString(edition.from(), ""),
                            "to", Objects.toString(edition.to(), ""),
                            "because", because));
        }
    }
}
