package org.gongkai.content.webhook;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** What was sent to a subscription, what waits, and what was given up. For administrators. */
@Service
@Transactional(readOnly = true)
public class DeliveryLog {
    private static final String SELECT =
            """
            select d.*, ceil(extract(epoch from d.due_at - clock_timestamp()) * 1000)::bigint as due_in
            from webhook_delivery d where d.webhook_id = :webhook
            """;

    private final JdbcClient jdbc;
    private final Webhooks webhooks;
    private final Clock clock;

    DeliveryLog(JdbcClient jdbc, Webhooks webhooks, Clock clock) {
        this.jdbc = jdbc;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * A page, the latest event first.
     *
     * @param state null shows all
     * @throws NoSuchWebhook if there is no such subscription
     */
    public Page<Delivery> page(
            Actor by, UUID webhook, Delivery.@Nullable State state, int page, int size) {
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to %d items, not page %d of %d"
                            .formatted(Page.MOST, page, size));
        }
        webhooks.find(by, webhook);
        String wanted = state == null ? "" : state.name();
        String condition = " and (:state = '' or d.state = :state) ";
        long total =
                jdbc.sql(
                                "select count(*) from webhook_delivery d where d.webhook_id = :webhook"
                                        + condition)
                        .param("webhook", webhook)
                        .param("state", wanted)
                        .query(Long.class)
                        .single();
        return new Page<>(
                jdbc.sql(
                                SELECT
                                        + condition
                                        + "order by d.sequence desc, d.id limit :limit offset :offset")
                        .param("webhook", webhook)
                        .param("state", wanted)
                        .param("limit", size)
                        .param("offset", (long) (page - 1) * size)
                        .query((row, n) -> delivery(row))
                        .list(),
                page,
                size,
                total);
    }

    /** A delivery with the text that is signed and sent. */
    public record Whole(Delivery delivery, String body) {}

    /**
     * @throws NoSuchWebhook if there is no such subscription, or it has no such delivery
     */
    public Whole find(Actor by, UUID webhook, UUID delivery) {
        webhooks.find(by, webhook);
        return jdbc.sql(SELECT + " and d.id = :id")
                .param("webhook", webhook)
                .param("id", delivery)
                .query((row, n) -> new Whole(delivery(row), row.getString("body")))
                .optional()
                .orElseThrow(() -> new NoSuchWebhook(webhook, delivery));
    }

    /** The next try is told by the system's clock, as everything else that is shown. */
    private Delivery delivery(ResultSet row) throws SQLException {
        Delivery.State state = Delivery.State.valueOf(row.getString("state"));
        Duration dueIn = Duration.ofMillis(Math.max(0, row.getLong("due_in")));
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getLong("sequence"),
                state,
                row.getInt("tries"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_tried_at"),
                state == Delivery.State.WAITING ? clock.instant().plus(dueIn) : null,
                instant(row, "finished_at"),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
