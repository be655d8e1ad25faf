package org.gongkai.content.reminder;

import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of what people were told. */
@Repository
class ReminderRows {
    private final JdbcClient jdbc;

    ReminderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A step of a duty that is written already. */
    record Written(Duty.Id duty, Step step) {}

    /** All that was said of these duties. */
    Set<Written> written(Collection<Duty> duties) {
        return jdbc
                .sql("select kind, duty, due, step from reminder where duty = any(:duties)")
                .param("duties", duties.stream().map(Duty::key).distinct().toArray(String[]::new))
                .query(
                        (row, n) ->
                                new Written(
                                        new Duty.Id(
                                                Duty.Kind.valueOf(row.getString("kind")),
                                                row.getString("duty"),
                                                row.getObject("due", LocalDate.class)),
                                        Step.valueOf(row.getString("step"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Writes that people are told; empty if somebody else has written it meanwhile. */
    Optional<UUID> insert(Duty duty, Step step, OffsetDateTime at) {
        return jdbc.sql(
                        """
                        insert into reminder (id, kind, duty, due, step, campaign_key, unit_key, what, page, at)
                        values (gen_random_uuid(), :kind, :duty, :due, :step, :campaign, :unit, :what, :page, :at)
                        on conflict (kind, duty, due, step) do nothing
                        returning id
                        """)
                .param("kind", duty.kind().name())
                .param("duty", duty.key())
                .param("due", duty.due())
                .param("step", step.name())
                .param("campaign", duty.campaign())
                .param("unit", duty.unit().value())
                .param("what", duty.what())
                .param("page", duty.page())
                .param("at", at)
                .query(UUID.class)
                .optional();
    }

    /** Writes a letter; it waits if it can be sent. */
    void insertLetter(
            PersonId to, Collection<UUID> reminders, boolean serverWorks, OffsetDateTime at) {
        UUID letter =
                jdbc.sql(
                                """
                                insert into reminder_letter (id, person_id, at, state)
                                select gen_random_uuid(), id, :at,
                                    case when not :works then 'NO_SERVER' when email is null then 'NO_ADDRESS' else 'WAITING' end
                                from person where id = :person
                                returning id
                                """)
                        .param("at", at)
                        .param("works", serverWorks)
                        .param("person", to.value())
                        .query(UUID.class)
                        .single();
        jdbc.sql(
                        "insert into reminder_told (reminder_id, letter_id) select r, :letter from unnest(:reminders) r")
                .param("letter", letter)
                .param("reminders", reminders.toArray(UUID[]::new))
                .update();
    }

    /**
     * What these people were told, or everybody; the newest first.
     *
     * @param people null for everybody
     * @param campaign null for all
     */
    List<Told> told(
            @Nullable Collection<PersonId> people,
            @Nullable String campaign,
            int limit,
            long skip) {
        Map<UUID, Told> found = new java.util.LinkedHashMap<>();
        jdbc.sql(
                        """
                        select r.*, l.state, l.sent_at, l.failure, p.account, p.name
                        from (select * from reminder r
                              where (:campaign::text is null or campaign_key = :campaign)
                                and (:people::uuid[] is null or exists (
                                    select from reminder_told t join reminder_letter l on l.id = t.letter_id
                                    where t.reminder_id = r.id and l.person_id = any(:people)))
                              order by at desc, due, kind, duty, step limit :limit offset :skip) r
                            left join reminder_told t on t.reminder_id = r.id
                            left join reminder_letter l on l.id = t.letter_id
                                and (:people::uuid[] is null or l.person_id = any(:people))
                            left join person p on p.id = l.person_id
                        order by r.at desc, r.due, r.kind, r.duty, r.step, p.account
                        """)
                .param("campaign", campaign, Types.VARCHAR)
                .param(
                        "people",
                        people == null
                                ? null
                                : people.stream().map(PersonId::value).toArray(UUID[]::new),
                        Types.ARRAY)
                .param("limit", limit)
                .param("skip", skip)
                .query(
                        row -> {
                            UUID id = row.getObject("id", UUID.class);
                            Told told = found.get(id);
                            if (told == null) {
                                told = told(row);
                                found.put(id, told);
                            }
                            if (row.getString("state") != null) {
                                told.letters().add(letter(row));
                            }
                        });
        return List.copyOf(found.values());
    }

    /**
     * What was told of duties that were due then or later, whoever was told, the newest first;
     * without the letters.
     *
     * @param units whose duties; null for those of all
     */
    List<Told> since(LocalDate due, @Nullable Collection<UnitKey> units) {
        return jdbc.sql(
                        """
                        select * from reminder
                        where due >= :due and (:units::text[] is null or unit_key = any(:units))
                        order by at desc, due, kind, duty, step
                        """)
                .param("due", due)
                .param(
                        "units",
                        units == null
                                ? null
                                : units.stream().map(UnitKey::value).toArray(String[]::new),
                        Types.ARRAY)
                .query((row, n) -> told(row))
                .list();
    }

    long count(@Nullable Collection<PersonId> people, @Nullable String campaign) {
        return jdbc.sql(
                        """
                        select count(*) from reminder r
                        where (:campaign::text is null or campaign_key = :campaign)
                          and (:people::uuid[] is null or exists (
                              select from reminder_told t join reminder_letter l on l.id = t.letter_id
                              where t.reminder_id = r.id and l.person_id = any(:people)))
                        """)
                .param("campaign", campaign, Types.VARCHAR)
                .param(
                        "people",
                        people == null
                                ? null
                                : people.stream().map(PersonId::value).toArray(UUID[]::new),
                        Types.ARRAY)
                .query(Long.class)
                .single();
    }

    /** A reminder as it was written, with the letters that tell it. */
    record Told(
            UUID id, Duty duty, Step step, OffsetDateTime at, List<ReminderLine.Letter> letters) {}

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getObject("id", UUID.class),
                duty(row),
                Step.valueOf(row.getString("step")),
                row.getObject("at", OffsetDateTime.class),
                new java.util.ArrayList<>());
    }

    private static ReminderLine.Letter letter(ResultSet row) throws SQLException {
        OffsetDateTime sent = row.getObject("sent_at", OffsetDateTime.class);
        return new ReminderLine.Letter(
                row.getString("name"),
                row.getString("account"),
                row.getString("state"),
                sent == null ? null : sent.toInstant(),
                row.getString("failure"));
    }

    static Duty duty(ResultSet row) throws SQLException {
        return new Duty(
                Duty.Kind.valueOf(row.getString("kind")),
                row.getString("duty"),
                row.getString("campaign_key"),
                new UnitKey(row.getString("unit_key")),
                row.getString("what"),
                row.getObject("due", LocalDate.class),
                row.getString("page"));
    }

    static Map<String, Object> described(Duty duty, Step step) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("kind", duty.kind().name());
        detail.put("duty", duty.key());
        detail.put("due", duty.due().toString());
        detail.put("step", step.name());
        detail.put("campaign", duty.campaign());
        detail.put("unit", duty.unit().value());
        return detail;
    }
}
