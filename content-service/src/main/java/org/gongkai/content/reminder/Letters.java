package org.gongkai.content.reminder;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.EmailAddress;
import org.gongkai.content.people.EmailAddresses;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The letters on their way, and what became of them. Thread-safe. */
@Component
class Letters {
    /** Some two working days of rounds. */
    private static final int MOST_TRIES = 20;

    /**
     * Far longer than a mail server takes for one letter, with the limits that application.yml sets
     * for each word of it. Who began then has gone; if not, the letter goes twice.
     */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final EmailAddresses addresses;
    private final AuditLog audit;
    private final Clock clock;

    Letters(JdbcClient jdbc, EmailAddresses addresses, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of a letter. */
    enum State {
        WAITING,
        /** Somebody is sending it, or was when the process ended. */
        SENDING,
        SENT,
        FAILED,
        /** All that it speaks of was done before it could be sent. */
        NOT_NEEDED,
        NO_ADDRESS,
        /** No mail server was configured when it was written. */
        NO_SERVER
    }

    /**
     * A letter that is being sent.
     *
     * @param name whom it greets
     */
    record Claim(UUID id, EmailAddress to, String name, int tries, List<Item> items) {}

    /** What a letter says of a duty. */
    record Item(Step step, Duty duty, String unit, String campaign) {}

    /** The letters that have not been sent, the oldest first. */
    @Transactional(readOnly = true)
    List<UUID> waiting() {
        return jdbc.sql(
                        """
                        select id from reminder_letter
                        where state = 'WAITING' or (state = 'SENDING' and tried_at < :abandoned)
                        order by at, id
                        """)
                .param("abandoned", abandoned())
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /**
     * Takes a letter to send it. Empty if somebody else has it, if there is no address any more, or
     * if all that it speaks of is done; then that is what became of it.
     *
     * @param open what was not done when the round began
     */
    @Transactional
    Optional<Claim> claim(UUID id, Set<Duty.Id> open) {
        record Row(UUID person, String name, int tries) {}
        Optional<Row> locked =
                jdbc.sql(
                                """
                                select l.person_id, p.name, l.tries
                                from reminder_letter l join person p on p.id = l.person_id
                                where l.id = :id
                                    and (l.state = 'WAITING' or (l.state = 'SENDING' and l.tried_at < :abandoned))
                                for update of l skip locked
                                """)
                        .param("id", id)
                        .param("abandoned", abandoned())
                        .query(
                                (row, n) ->
                                        new Row(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getInt(3)))
                        .optional();
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        Row row = locked.get();
        List<Item> items =
                items(id).stream().filter(item -> open.contains(item.duty().id())).toList();
        Optional<EmailAddress> to = addresses.of(new PersonId(row.person()));
        if (items.isEmpty() || to.isEmpty()) {
            end(id, row.tries(), items.isEmpty() ? State.NOT_NEEDED : State.NO_ADDRESS, null);
            return Optional.empty();
        }
        jdbc.sql(
                        "update reminder_letter set state = 'SENDING', tries = tries + 1, tried_at = :at where id = :id")
                .param("at", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
        return Optional.of(new Claim(id, to.get(), row.name(), row.tries() + 1, items));
    }

    /** Notes what the server said. */
    @Transactional
    void settle(Claim claim, Post.Receipt receipt) {
        State state =
                switch (receipt.outcome()) {
                    case TAKEN -> State.SENT;
                    case REFUSED -> State.FAILED;
                    case NOT_NOW -> claim.tries() < MOST_TRIES ? State.WAITING : State.FAILED;
                    case NO_ENTRY -> State.WAITING;
                };
        if (state == State.WAITING) {
            // What no letter could help is no try of this one.
            int tries = claim.tries() - (receipt.outcome() == Post.Outcome.NO_ENTRY ? 1 : 0);
            jdbc.sql(
                            "update reminder_letter set state = 'WAITING', tries = :tries, failure = :failure where id = :id")
                    .param("tries", tries)
                    .param("failure", receipt.failure())
                    .param("id", claim.id())
                    .update();
        } else {
            end(claim.id(), claim.tries(), state, receipt.failure());
        }
    }

    private void end(UUID id, int tries, State state, @Nullable String failure) {
        jdbc.sql(
                        """
                        update reminder_letter set state = :state, failure = :failure,
                            sent_at = case when :state = 'SENT' then :at::timestamptz end
                        where id = :id
                        """)
                .param("state", state.name())
                .param("failure", failure)
                .param("at", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
        Map<String, Object> detail = new HashMap<>();
        detail.put("letter", id.toString());
        detail.put("state", state.name());
        detail.put("tries", tries);
        audit.append(AuditLog.SYSTEM, "system", "reminder-settled", detail);
    }

    private List<Item> items(UUID letter) {
        return jdbc.sql(
                        """
                        select r.*, u.name as unit_name, c.title
                        from reminder_told t join reminder r on r.id = t.reminder_id
                            join unit u on u.key = r.unit_key join campaign c on c.key = r.campaign_key
                        where t.letter_id = :letter
                        order by r.due, r.kind, r.duty
                        """)
                .param("letter", letter)
                .query(
                        (row, n) ->
                                new Item(
                                        Step.valueOf(row.getString("step")),
                                        ReminderRows.duty(row),
                                        row.getString("unit_name"),
                                        row.getString("title")))
                .list();
    }

    private OffsetDateTime abandoned() {
        Instant before = clock.instant().minus(ABANDONED);
        return before.atZone(clock.getZone()).toOffsetDateTime();
    }
}
