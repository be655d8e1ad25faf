package org.gongkai.content.campaign;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calendar of working days: Monday to Friday, but for the exceptions that the State Council
 * announces each year (public holidays, and weekends worked in exchange). Thread-safe.
 */
@Component
public class WorkingDays {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    WorkingDays(JdbcClient jdbc, AuditLog audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
    }

    /**
     * A day that is otherwise than its weekday says.
     *
     * @param name why, such as 劳动节
     */
    public record ExceptionalDay(LocalDate day, boolean working, String name) {
        public ExceptionalDay {
            if (name.isBlank() || name.length() > 40) {
                throw new IllegalArgumentException(
                        "An exception of the calendar has a name of 1 to 40 characters");
            }
        }
    }

    /** The calendar as it is now. */
    @Transactional(readOnly = true)
    public WorkingCalendar calendar() {
        Map<LocalDate, Boolean> exceptions = new TreeMap<>();
        jdbc.sql("select day, working from calendar_day")
                .query(
                        row -> {
                            exceptions.put(
                                    row.getObject("day", LocalDate.class),
                                    row.getBoolean("working"));
                        });
        return new WorkingCalendar(exceptions);
    }

    /** The exceptions of a year, by day. */
    @Transactional(readOnly = true)
    public List<ExceptionalDay> exceptions(int year) {
        return jdbc.sql(
                        """
                        select day, working, name from calendar_day
                        where day >= :from and day < :to order by day
                        """)
                .param("from", LocalDate.of(year, 1, 1))
                .param("to", LocalDate.of(year + 1, 1, 1))
                .query(
                        (row, n) ->
                                new ExceptionalDay(
                                        row.getObject("day", LocalDate.class),
                                        row.getBoolean("working"),
                                        row.getString("name")))
                .list();
    }

    /** Sets several exceptions, all of them or none. */
    @Transactional
    public void put(Actor by, List<ExceptionalDay> exceptions) {
        exceptions.forEach(exception -> put(by, exception));
    }

    /** Sets an exception. */
    @Transactional
    public void put(Actor by, ExceptionalDay exception) {
        Administration.requireAdministrator(by, "Changing the calendar");
        jdbc.sql(
                        """
                        insert into calendar_day (day, working, name) values (:day, :working, :name)
                        on conflict (day) do update set working = :working, name = :name
                        """)
                .param("day", exception.day())
                .param("working", exception.working())
                .param("name", exception.name())
                .update();
        changed(by, exception.day());
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "calendar-day-set",
                Map.of(
                        "day", exception.day().toString(),
                        "working", exception.working(),
                        "name", exception.name()));
    }

    /** Lets the day's weekday decide again. */
    @Transactional
    public void remove(Actor by, LocalDate day) {
        Administration.requireAdministrator(by, "Changing the calendar");
        int gone = jdbc.sql("delete from calendar_day where day = :day").param("day", day).update();
        if (gone > 0) {
            changed(by, day);
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "calendar-day-removed",
                    Map.of("day", day.toString()));
        }
    }

    private void changed(Actor by, LocalDate day) {
        events.publishEvent(new PlanChanged(null, null, by.account(), "calendar " + day));
    }
}
