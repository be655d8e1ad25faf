package org.gongkai.content.campaign;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The campaigns. Thread-safe. */
@Component
public class Campaigns {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Campaigns(JdbcClient jdbc, AuditLog audit, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** All campaigns, the newest first. */
    @Transactional(readOnly = true)
    public List<Campaign> all() {
        Map<String, Campaign> campaigns = new LinkedHashMap<>();
        Map<String, Map<Campaign.Milestone, Instant>> milestones = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select c.key, c.title, c.theme, m.kind, m.at
                        from campaign c left join milestone m on m.campaign_key = c.key
                        order by c.created_at desc, c.key
                        """)
                .query(
                        row -> {
                            String key = row.getString("key");
                            campaigns.putIfAbsent(
                                    key,
                                    new Campaign(
                                            key,
                                            row.getString("title"),
                                            row.getString("theme"),
                                            Map.of()));
                            Map<Campaign.Milestone, Instant> dates =
                                    milestones.computeIfAbsent(
                                            key, x -> new EnumMap<>(Campaign.Milestone.class));
                            String kind = row.getString("kind");
                            if (kind != null) {
                                dates.put(
                                        Campaign.Milestone.valueOf(kind),
                                        row.getObject("at", OffsetDateTime.class).toInstant());
                            }
                        });
        return campaigns.values().stream()
                .map(
                        bare ->
                                new Campaign(
                                        bare.key(),
                                        bare.title(),
                                        bare.theme(),
                                        milestones.getOrDefault(bare.key(), Map.of())))
                .toList();
    }

    /**
     * The campaign of this key.
     *
     * @throws NoSuchEntry if there is none
     */
    @Transactional(readOnly = true)
    public Campaign get(String key) {
        return all().stream()
                .filter(campaign -> campaign.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchEntry("campaign", key));
    }

    /** Adds a campaign, or changes the one with its key; a milestone that is missing stays. */
    @Transactional
    public void put(Actor by, Campaign campaign) {
        Administration.requireAdministrator(by, "Changing campaigns");
        jdbc.sql(
                        """
                        insert into campaign (key, title, theme, created_at)
                        values (:key, :title, :theme, :at)
                        on conflict (key) do update set title = :title, theme = :theme
                        """)
                .param("key", campaign.key())
                .param("title", campaign.title())
                .param("theme", campaign.theme())
                .param("at", OffsetDateTime.now(clock))
                .update();
        Map<String, String> detail = new TreeMap<>();
        campaign.milestones()
                .forEach(
                        (kind, at) -> {
                            putMilestone(campaign.key(), kind, at);
                            detail.put(kind.name(), at.toString());
                        });
        events.publishEvent(
                new PlanChanged(campaign.key(), null, by.account(), "campaign " + campaign.key()));
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "campaign-set",
                Map.of(
                        "campaign", campaign.key(),
                        "title", campaign.title(),
                        "theme", campaign.theme(),
                        "milestones", detail));
    }

    private void putMilestone(String campaign, Campaign.Milestone kind, Instant at) {
        jdbc.sql(
                        """
                        insert into milestone (campaign_key, kind, at) values (:campaign, :kind, :at)
                        on conflict (campaign_key, kind) do update set at = :at
                        """)
                .param("campaign", campaign)
                .param("kind", kind.name())
                .param("at", OffsetDateTime.ofInstant(at, clock.getZone()))
                .update();
    }
}
