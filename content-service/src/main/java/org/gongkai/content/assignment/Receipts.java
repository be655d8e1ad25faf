package org.gongkai.content.assignment;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The rows of receipts. They are never changed. */
@Repository
class Receipts {
    private static final String SELECT =
            "select r.*, p.account, p.name from receipt r join person p on p.id = r.signed_by ";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Receipts(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** For whom a receipt is. */
    record Of(AssignmentId assignment, UnitKey unit) {}

    /** For an issue of the circular, by unit. */
    Map<UnitKey, Receipt> of(String campaign, int issue) {
        Map<UnitKey, Receipt> receipts = new HashMap<>();
        jdbc.sql(
                        SELECT
                                + "where r.campaign_key = :campaign and r.assignment_id is null and r.issue = :issue")
                .param("campaign", campaign)
                .param("issue", issue)
                .query(
                        row -> {
                            receipts.put(new UnitKey(row.getString("unit_key")), receipt(row));
                        });
        return receipts;
    }

    /** For the present issue of every assignment. */
    Map<Of, Receipt> of(String campaign) {
        Map<Of, Receipt> receipts = new HashMap<>();
        jdbc.sql(
                        SELECT
                                + """
                                join assignment a on a.id = r.assignment_id and a.issue = r.issue
                                where r.campaign_key = :campaign
                                """)
                .param("campaign", campaign)
                .query(
                        row -> {
                            receipts.put(
                                    new Of(
                                            new AssignmentId(
                                                    row.getObject("assignment_id", UUID.class)),
                                            new UnitKey(row.getString("unit_key"))),
                                    receipt(row));
                        });
        return receipts;
    }

    /** Signs, unless somebody has; what is on record then. */
    Receipt sign(
            Actor by, String campaign, @Nullable Assignment assignment, UnitKey unit, int issue) {
        UUID id = assignment == null ? null : assignment.id().value();
        int added =
                jdbc.sql(
                                """
                                insert into receipt (campaign_key, assignment_id, unit_key, issue, signed_by, signed_at)
                                values (:campaign, :assignment, :unit, :issue, :by, :at) on conflict do nothing
                                """)
                        .param("campaign", campaign)
                        .param("assignment", id, Types.OTHER)
                        .param("unit", unit.value())
                        .param("issue", issue)
                        .param("by", by.id().value())
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
        if (added > 0) {
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "receipt-signed",
                    Map.of(
                            "campaign",
                            campaign,
                            "of",
                            assignment == null ? "notice" : "assignment " + assignment.number(),
                            "unit",
                            unit.value(),
                            "issue",
                            issue));
        }
        return Objects.requireNonNull(
                assignment == null
                        ? of(campaign, issue).get(unit)
                        : of(campaign).get(new Of(assignment.id(), unit)));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString("account"),
                row.getString("name"),
                row.getObject("signed_at", OffsetDateTime.class).toInstant());
    }
}
