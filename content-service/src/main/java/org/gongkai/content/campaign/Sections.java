package org.gongkai.content.campaign;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sections (栏目). Thread-safe. */
@Component
public class Sections {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sections(JdbcClient jdbc, AuditLog audit, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** All sections, in the order in which they were added. */
    @Transactional(readOnly = true)
    public List<Section> all() {
        return jdbc.sql(
                        """
                        select key, campaign_key, not_before, publish_at_once from section
                        order by created_at, key
                        """)
                .query(
                        (row, n) ->
                                new Section(
                                        row.getString("key"),
                                        row.getString("campaign_key"),
                                        instant(row.getObject("not_before", OffsetDateTime.class)),
                                        row.getBoolean("publish_at_once")))
                .list();
    }

    /**
     * Adds a section, or changes the one with its key.
     *
     * @throws NoSuchEntry if there is no such campaign
     */
    @Transactional
    public void put(Actor by, Section section) {
        Administration.requireAdministrator(by, "Changing sections");
        Instant notBefore = section.notBefore();
        try {
            jdbc.sql(
                            """
                            insert into section (key, campaign_key, not_before, publish_at_once, created_at)
                            values (:key, :campaign, :notBefore, :atOnce, :at)
                            on conflict (key) do update
                                set campaign_key = :campaign, not_before = :notBefore, publish_at_once = :atOnce
                            """)
                    .param("key", section.key())
                    .param("campaign", section.campaign(), Types.VARCHAR)
                    .param(
                            "notBefore",
                            notBefore == null
                                    ? null
                                    : OffsetDateTime.ofInstant(notBefore, clock.getZone()),
                            Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("atOnce", section.publishAtOnce())
                    .param("at", OffsetDateTime.now(clock))
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new NoSuchEntry("campaign", String.valueOf(section.campaign()));
        }
        events.publishEvent(
                new PlanChanged(null, section.key(), by.account(), "section " + section.key()));
        Map<String, @Nullable Object> detail = new TreeMap<>();
        detail.put("section", section.key());
        detail.put("campaign", section.campaign());
        detail.put("notBefore", notBefore == null ? null : notBefore.toString());
        detail.put("publishAtOnce", section.publishAtOnce());
        audit.append(AuditLog.SYSTEM, by.account(), "section-set", detail);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
