package org.gongkai.content.webhook;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.gongkai.content.people.NotAllowed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The subscriptions. Administrators keep them; everybody else gets {@link NotAllowed}. No name is
 * looked up while a transaction is open, because that may take long. Thread-safe.
 */
@Service
public class Webhooks {
    /** Each is asked for at every event, and has a lane of its own when it is due. */
    private static final int MOST = 50;

    private static final String SUBJECT = "Keeping webhooks";
    private static final RowMapper<Webhook> WEBHOOK = (row, n) -> webhook(row);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AddressGuard guard;
    private final AuditLog audit;
    private final WebhookSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Webhooks(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AddressGuard guard,
            AuditLog audit,
            WebhookSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.guard = guard;
        this.audit = audit;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** A subscription with its secret, which is shown this once. */
    public record Created(Webhook webhook, SigningSecret secret) {}

    /** All subscriptions, the oldest first. */
    public List<Webhook> all(Actor by) {
        Administration.requireAdministrator(by, SUBJECT);
        return jdbc.sql("select * from webhook order by created_at, id").query(WEBHOOK).list();
    }

    /**
     * @throws NoSuchWebhook if there is none
     */
    public Webhook find(Actor by, UUID id) {
        Administration.requireAdministrator(by, SUBJECT);
        return jdbc.sql("select * from webhook where id = :id")
                .param("id", id)
                .query(WEBHOOK)
                .optional()
                .orElseThrow(() -> new NoSuchWebhook(id));
    }

    /**
     * Subscribes an address to events.
     *
     * @throws ReceiverRefused if nothing may be sent there
     * @throws WebhookTaken if the address has a subscription, or there are too many
     */
    public Created create(Actor by, WebhookUrl url, String description, Set<EventType> events) {
        Administration.requireAdministrator(by, SUBJECT);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Webhook webhook =
                new Webhook(UUID.randomUUID(), url, description, events, true, 0, null, now);
        guard.check(url);
        SigningSecret secret = SigningSecret.drawn();
        transactions.executeWithoutResult(done -> insert(by, webhook, secret));
        return new Created(webhook, secret);
    }

    private void insert(Actor by, Webhook webhook, SigningSecret secret) {
        jdbc.sql("select pg_advisory_xact_lock(7017)").query((row, n) -> true).single();
        long present = jdbc.sql("select count(*) from webhook").query(Long.class).single();
        if (present >= MOST) {
            throw new WebhookTaken(
                    WebhookTaken.Why.TOO_MANY,
                    "There are %d webhooks already; delete one first".formatted(present));
        }
        try {
            jdbc.sql(
                            """
                            insert into webhook (id, url, description, events, active, secret, created_by, created_at)
                            values (:id, :url, :description, :events, true, :secret, :by, :at)
                            """)
                    .param("id", webhook.id())
                    .param("url", webhook.url().value())
                    .param("description", webhook.description())
                    .param("events", keys(webhook.events()))
                    .param("secret", secret.bytes())
                    .param("by", by.id().value())
                    .param("at", webhook.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw taken(webhook.url());
        }
        record(by, "webhook-added", webhook);
    }

    /**
     * Changes what an administrator sets. What waits already is sent to the new address.
     *
     * @throws NoSuchWebhook if there is none
     */
    public Webhook change(
            Actor by,
            UUID id,
            WebhookUrl url,
            String description,
            Set<EventType> events,
            boolean active) {
        Webhook before = find(by, id);
        Webhook webhook = before.changed(url, description, events, active);
        if (!url.equals(before.url())) {
            guard.check(url);
        }
        transactions.executeWithoutResult(done -> update(by, webhook));
        return find(by, id);
    }

    /**
     * Lets a subscription rest, or wakes it: while it rests nothing is queued for it, and what
     * waits is not sent.
     *
     * @throws NoSuchWebhook if there is none
     */
    public Webhook activate(Actor by, UUID id, boolean active) {
        Webhook before = find(by, id);
        return change(by, id, before.url(), before.description(), before.events(), active);
    }

    private void update(Actor by, Webhook webhook) {
        try {
            int changed =
                    jdbc.sql(
                                    """
                                    update webhook set url = :url, description = :description, events = :events, active = :active
                                    where id = :id
                                    """)
                            .param("id", webhook.id())
                            .param("url", webhook.url().value())
                            .param("description", webhook.description())
                            .param("events", keys(webhook.events()))
                            .param("active", webhook.active())
                            .update();
            if (changed == 0) {
                throw new NoSuchWebhook(webhook.id());
            }
        } catch (DuplicateKeyException e) {
            throw taken(webhook.url());
        }
        record(by, "webhook-changed", webhook);
        events.publishEvent(new Due());
    }

    /**
     * Draws a new secret. The one before it signs too for a while, so that the receiver can change
     * over without losing anything; with another rotation in that time, the oldest ends at once.
     */
    public SigningSecret rotate(Actor by, UUID id) {
        Webhook webhook = find(by, id);
        SigningSecret secret = SigningSecret.drawn();
        transactions.executeWithoutResult(
                done -> {
                    int changed =
                            jdbc.sql(
                                            """
                                            update webhook set previous_secret = secret, secret = :secret,
                                                previous_until = clock_timestamp() + make_interval(secs => :overlap)
                                            where id = :id
                                            """)
                                    .param("id", id)
                                    .param("secret", secret.bytes())
                                    .param("overlap", settings.secretOverlap().toSeconds())
                                    .update();
                    if (changed == 0) {
                        throw new NoSuchWebhook(id);
                    }
                    record(by, "webhook-secret-rotated", webhook);
                });
        return secret;
    }

    /** Ends a subscription; what waits for it is not sent, and its delivery log goes with it. */
    public void delete(Actor by, UUID id) {
        Webhook webhook = find(by, id);
        transactions.executeWithoutResult(
                done -> {
                    int deleted =
                            jdbc.sql("delete from webhook where id = :id").param("id", id).update();
                    if (deleted == 0) {
                        throw new NoSuchWebhook(id);
                    }
                    record(by, "webhook-deleted", webhook);
                });
    }

    private void record(Actor by, String action, Webhook webhook) {
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                action,
                Map.of(
                        "webhook", webhook.id().toString(),
                        "url", webhook.url().shown(),
                        "events", List.of(keys(webhook.events())),
                        "active", webhook.active()));
    }

    private static WebhookTaken taken(WebhookUrl url) {
        return new WebhookTaken(
                WebhookTaken.Why.ADDRESS,
                "There is a webhook for %s already; change that one, or draw it a new secret"
                        .formatted(url));
    }

    private static String[] keys(Set<EventType> events) {
        return events.stream().sorted().map(EventType::key).toArray(String[]::new);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        OffsetDateTime failing = row.getObject("failing_since", OffsetDateTime.class);
        return new Webhook(
                row.getObject("id", UUID.class),
                new WebhookUrl(row.getString("url")),
                row.getString("description"),
                Arrays.stream((String[]) row.getArray("events").getArray())
                        .map(EventType::of)
                        .collect(Collectors.toSet()),
                row.getBoolean("active"),
                row.getInt("dead_in_a_row"),
                failing == null ? null : failing.toInstant(),
                Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class))
                        .toInstant());
    }
}
