package org.gongkai.content.deadline;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.campaign.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what dates are counted from: milestones, sections, the calendar, office hours. Thread-safe.
 */
@Component
@Transactional(readOnly = true)
public class Deadlines {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final WorkingCalendar NOT_NEEDED = new WorkingCalendar(Map.of());

    private final JdbcClient jdbc;
    private final WorkingDays days;
    private final Clock clock;
    private final OfficeHours hours;

    Deadlines(
            JdbcClient jdbc,
            WorkingDays days,
            Clock clock,
            @Value("${gongkai.office-closes:17:00}") String closes) {
        this.jdbc = jdbc;
        this.days = days;
        this.clock = clock;
        this.hours = OfficeHours.closingAt(closes, clock.getZone());
    }

    /** What to count the dates of all sections from. */
    public Plan plan() {
        return read(null);
    }

    /** What to count the dates of one section from. */
    public Plan plan(String section) {
        return read(section);
    }

    /** Tells how far dates are away now. */
    public Today today() {
        return new Today(days.calendar(), hours, clock.instant());
    }

    CountingBack counting() {
        return new CountingBack(days.calendar(), hours);
    }

    private Plan read(@Nullable String section) {
        Map<String, Plan.Dated> sections = new HashMap<>();
        jdbc.sql(
                        """
                        select s.key, goes_on(s.key) as continuing, m.kind, m.at
                        from section s join milestone m on m.campaign_key = s.campaign_key
                        where :section::text is null or s.key = :section
                        """)
                .param("section", section, Types.VARCHAR)
                .query(
                        row -> {
                            boolean continuing = row.getBoolean("continuing");
                            sections.computeIfAbsent(
                                            row.getString("key"),
                                            key ->
                                                    new Plan.Dated(
                                                            continuing,
                                                            new EnumMap<>(Milestone.class)))
                                    .milestones()
                                    .put(
                                            Milestone.valueOf(row.getString("kind")),
                                            row.getObject("at", OffsetDateTime.class).toInstant());
                        });
        return new Plan(
                sections.isEmpty() ? new CountingBack(NOT_NEEDED, hours) : counting(), sections);
    }

    /** An instant as messages name it: local time to the minute, with the zone. */
    public String say(Instant instant) {
        return MINUTE.withZone(hours.zone()).format(instant) + " (" + hours.zone() + ")";
    }
}
