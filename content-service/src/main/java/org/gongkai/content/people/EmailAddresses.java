package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where people get mail. An address is seen by administrators and by the person, stands in no list
 * and not in the audit log, which says only that one was set; removed, it is gone from the
 * database. Thread-safe.
 */
@Component
public class EmailAddresses {
    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final AuditLog audit;

    EmailAddresses(JdbcClient jdbc, PersonRows rows, AuditLog audit) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
    }

    /**
     * The address of a person, for who may see it; also of who is inactive, so that it can be
     * removed.
     *
     * @throws NotAllowed unless the actor is an administrator or the person
     * @throws NoSuchPerson if there is none
     */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> of(Actor by, PersonId person) {
        if (!by.id().equals(person)) {
            Administration.requireAdministrator(by, "Seeing others' e-mail addresses");
        }
        rows.byId(person).orElseThrow(() -> new NoSuchPerson(person));
        return read("select email from person where id = :id and email is not null", person);
    }

    /** The address to write to; empty without one, and for who is inactive. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> of(PersonId person) {
        return read(
                "select email from person where id = :id and active and email is not null", person);
    }

    private Optional<EmailAddress> read(String sql, PersonId person) {
        return jdbc.sql(sql)
                .param("id", person.value())
                .query((row, n) -> new EmailAddress(row.getString(1)))
                .optional();
    }

    /**
     * Sets the address of a person, or removes it with null.
     *
     * @throws NotAllowed unless the actor is an administrator
     * @throws NoSuchPerson if there is none
     */
    @Transactional
    public void set(Actor by, PersonId person, @Nullable EmailAddress address) {
        Administration.requireAdministrator(by, "Setting e-mail addresses");
        rows.lock(person);
        Person of = rows.byId(person).orElseThrow(() -> new NoSuchPerson(person));
        String value = address == null ? null : address.value();
        String before =
                jdbc.sql("select coalesce(email, '') from person where id = :id")
                        .param("id", person.value())
                        .query(String.class)
                        .single();
        if (Objects.equals(before, value == null ? "" : value)) {
            return;
        }
        jdbc.sql("update person set email = :email where id = :id")
                .param("email", value)
                .param("id", person.value())
                .update();
        if (value == null) {
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "email-removed",
                    Map.of("account", of.account()));
        } else {
            audit.append(
                    AuditLog.SYSTEM, by.account(), "email-set", Map.of("account", of.account()));
        }
    }
}
