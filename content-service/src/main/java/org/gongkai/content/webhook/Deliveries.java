package org.gongkai.content.webhook;

import org.gongkai.content.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The queue between the transaction of an event and its receivers. When something is due is told by
 * the database's clock, because waiting is real even where the system's clock is the
 * demonstration's; what the log says is told by the injected one.
 *
 * <p>A claim moves the due time past the end of the try. If the process dies in between, the
 * delivery becomes due again: it arrives at least once, each time with the same event id.
 * Thread-safe.
 */
@Repository
class Deliveries {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final WebhookSettings settings;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, AuditLog audit, WebhookSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * When the next delivery of a subscription is due.
     *
     * @param in not positive if it is due already
     */
    record Next(UUID webhook, Duration in) {}

    /** One for each subscription for which something waits. */
    List<Next> next() {
        return jdbc.sql(
                        """
                        select id, ceil(extract(epoch from due_at - clock_timestamp()) * 1000)::bigint as due_in
                        from (select w.id, (select min(d.due_at) from webhook_delivery d
                                            where d.webhook_id = w.id and d.state = 'WAITING') as due_at
                              from webhook w where w.active) waiting
                        where due_at is not null
                        """)
                .query(
                        (row, n) ->
                                new Next(
                                        row.getObject("id", UUID.class),
                                        Duration.ofMillis(row.getLong("due_in"))))
                .list();
    }

    /** Claims what is due for a subscription and happened first. */
    @Transactional
    Optional<Claim> claim(UUID webhook) {
        return jdbc.sql(
                        """
                        with next as (
                            select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id
                            where d.webhook_id = :webhook and w.active and d.state = 'WAITING'
                                and d.due_at <= clock_timestamp()
                            order by d.sequence, d.id limit 1
                            for update of d skip locked)
                        update webhook_delivery d
                        set due_at = clock_timestamp() + make_interval(secs => :claim), tries = d.tries + 1,
                            last_tried_at = :now
                        from next, webhook w
                        where d.id = next.id and w.id = d.webhook_id
                        returning d.id, d.webhook_id, d.event_id, d.body, d.tries, w.url, w.secret,
                            case when w.previous_until > clock_timestamp() then w.previous_secret end as previous,
                            extract(epoch from clock_timestamp())::bigint as timestamp
                        """)
                .param("webhook", webhook)
                .param("claim", settings.timeout().plus(MARGIN).toSeconds())
                .param("now", now())
                .query((row, n) -> claim(row))
                .optional();
    }

    /**
     * Records how a try went; nothing if the claim has run out and another try has begun.
     *
     * @param pause until the next try; null gives the delivery up
     */
    @Transactional
    void record(Claim claim, Attempt attempt, @Nullable Duration pause) {
        Delivery.State state =
                attempt.received()
                        ? Delivery.State.DELIVERED
                        : pause == null ? Delivery.State.DEAD : Delivery.State.WAITING;
        boolean finished = state != Delivery.State.WAITING;
        int recorded =
                jdbc.sql(
                                """
                                update webhook_delivery
                                set state = :state, last_status = :status, last_error = :error,
                                    finished_at = :finished, due_at = clock_timestamp() + make_interval(secs => :pause)
                                where id = :id and tries = :tries and state = 'WAITING'
                                """)
                        .param("id", claim.delivery())
                        .param("tries", claim.tries())
                        .param("state", state.name())
                        .param("status", attempt.status())
                        .param("error", attempt.error())
                        .param("finished", finished ? now() : null)
                        .param("pause", pause == null ? 0.0 : pause.toMillis() / 1000.0)
                        .update();
        if (recorded > 0 && finished) {
            if (attempt.received()) {
                well(claim);
            } else {
                unwell(claim);
            }
        }
    }

    private void well(Claim claim) {
        int recovered =
                jdbc.sql(
                                """
                                update webhook set dead_in_a_row = 0, failing_since = null
                                where id = :id and failing_since is not null
                                """)
                        .param("id", claim.webhook())
                        .update();
        if (recovered > 0) {
            tell("webhook-recovered", claim);
        } else {
            jdbc.sql("update webhook set dead_in_a_row = 0 where id = :id and dead_in_a_row > 0")
                    .param("id", claim.webhook())
                    .update();
        }
    }

    private void unwell(Claim claim) {
        jdbc.sql("update webhook set dead_in_a_row = dead_in_a_row + 1 where id = :id")
                .param("id", claim.webhook())
                .update();
        int failing =
                jdbc.sql(
                                """
                                update webhook set failing_since = :now
                                where id = :id and failing_since is null and dead_in_a_row >= :most
                                """)
                        .param("id", claim.webhook())
                        .param("now", now())
                        .param("most", settings.failingAfter())
                        .update();
        if (failing > 0) {
            tell("webhook-failing", claim);
        }
    }

    private void tell(String action, Claim claim) {
        audit.append(
                AuditLog.SYSTEM,
                "system",
                action,
                Map.of("webhook", claim.webhook().toString(), "url", claim.url().shown()));
    }

    /**
     * Forgets what was finished longer ago than the settings say, and secrets that sign no more.
     */
    @Transactional
    int forget() {
        jdbc.sql(
                        """
                        update webhook set previous_secret = null, previous_until = null
                        where previous_until <= clock_timestamp()
                        """)
                .update();
        return forget(Delivery.State.DELIVERED, settings.keepDelivered())
                + forget(Delivery.State.DEAD, settings.keepDead());
    }

    private int forget(Delivery.State state, Duration keep) {
        return jdbc.sql(
                        "delete from webhook_delivery where state = :state and finished_at < :before")
                .param("state", state.name())
                .param("before", clock.instant().minus(keep).atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Claim claim(ResultSet row) throws SQLException {
        byte[] previous = row.getBytes("previous");
        return new Claim(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getObject("event_id", UUID.class),
                new WebhookUrl(row.getString("url")),
                row.getString("body"),
                row.getInt("tries"),
                row.getLong("timestamp"),
                new SigningSecret(row.getBytes("secret")),
                previous == null ? null : new SigningSecret(previous));
    }
}
