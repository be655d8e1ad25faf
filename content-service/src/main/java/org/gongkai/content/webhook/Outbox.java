package org.gongkai.content.webhook;

import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.gongkai.content.publishing.ReleaseActivated;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Where deliveries come from. What tells of an event is written in the event's own transaction, so
 * that neither is there without the other. Where nobody subscribed, nothing is written.
 * Thread-safe.
 */
@Component
public class Outbox {
    private static final String SUBJECT = "Sending webhooks";

    private final JdbcClient jdbc;
    private final EventBodies bodies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(JdbcClient jdbc, EventBodies bodies, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(EditionMoved moved) {
        for (EventType type : EventType.of(moved)) {
            if (wanted(type)) {
                bodies.about(moved).ifPresent(data -> queue(type, data, null));
            }
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void activated(ReleaseActivated release) {
        if (wanted(EventType.RELEASE_ACTIVATED)) {
            queue(EventType.RELEASE_ACTIVATED, EventBodies.about(release), null);
        }
    }

    /**
     * Sends a subscription an event that says nothing, to see that it arrives.
     *
     * @return the delivery to watch
     * @throws WebhookInactive if nothing is sent to the subscription
     */
    @Transactional
    public UUID ping(Actor by, UUID webhook) {
        requireActive(by, webhook);
        return queue(EventType.PING, new EventBodies.OfWebhook(webhook), webhook).getFirst();
    }

    /**
     * Has a delivery sent again: one that waits at once, one that is finished as a new delivery of
     * the same event.
     *
     * @return the delivery to watch
     * @throws WebhookInactive if nothing is sent to the subscription
     * @throws NoSuchWebhook if it has no such delivery
     */
    @Transactional
    public UUID redeliver(Actor by, UUID webhook, UUID delivery) {
        requireActive(by, webhook);
        events.publishEvent(new Due());
        int hastened =
                jdbc.sql(
                                """
                                update webhook_delivery set due_at = least(due_at, clock_timestamp())
                                where id = :id and webhook_id = :webhook and state = 'WAITING'
                                """)
                        .param("id", delivery)
                        .param("webhook", webhook)
                        .update();
        if (hastened > 0) {
            return delivery;
        }
        return jdbc.sql(
                        """
                        insert into webhook_delivery (id, webhook_id, event_id, sequence, type, body, state, due_at, created_at)
                        select gen_random_uuid(), webhook_id, event_id, sequence, type, body, 'WAITING', clock_timestamp(), :now
                        from webhook_delivery where id = :id and webhook_id = :webhook
                        returning id
                        """)
                .param("now", timestamp(clock.instant()))
                .param("id", delivery)
                .param("webhook", webhook)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NoSuchWebhook(webhook, delivery));
    }

    private boolean wanted(EventType type) {
        return jdbc.sql(
                        "select exists (select 1 from webhook where active and :type = any(events))")
                .param("type", type.key())
                .query(Boolean.class)
                .single();
    }

    /**
     * A subscription that is being deleted is waited for, and then left out.
     *
     * @param only the one subscription that is told; null tells all that want it
     */
    private List<UUID> queue(EventType type, Object data, @Nullable UUID only) {
        UUID event = UUID.randomUUID();
        long sequence =
                jdbc.sql("select nextval('webhook_event_sequence')").query(Long.class).single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        events.publishEvent(new Due());
        return jdbc.sql(
                        """
                        insert into webhook_delivery (id, webhook_id, event_id, sequence, type, body, state, due_at, created_at)
                        select gen_random_uuid(), id, :event, :sequence, :type, :body, 'WAITING', clock_timestamp(), :now
                        from webhook where active and (id = :only or (:only::uuid is null and :type = any(events)))
                        for key share
                        returning id
                        """)
                .param("event", event)
                .param("sequence", sequence)
                .param("type", type.key())
                .param("body", bodies.text(event, type, at, sequence, data))
                .param("now", timestamp(at))
                .param("only", only, Types.OTHER)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void requireActive(Actor by, UUID webhook) {
        Administration.requireAdministrator(by, SUBJECT);
        boolean active =
                jdbc.sql("select active from webhook where id = :id for share")
                        .param("id", webhook)
                        .query(Boolean.class)
                        .optional()
                        .orElseThrow(() -> new NoSuchWebhook(webhook));
        if (!active) {
            throw new WebhookInactive(webhook);
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
