package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Persons and the roles they hold. Only administrators change them, nobody changes the own roles,
 * and an administrator holds no other role: who administers decides nothing about content
 * (invariant 2). Thread-safe.
 */
@Component
public class People {
    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final AuditLog audit;
    private final Clock clock;

    People(JdbcClient jdbc, PersonRows rows, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everyone, by account. */
    @Transactional(readOnly = true)
    public List<Person> all() {
        return rows.where("true", Map.of());
    }

    @Transactional(readOnly = true)
    public Optional<Person> find(PersonId id) {
        return rows.byId(id);
    }

    @Transactional(readOnly = true)
    public Optional<Person> find(String account) {
        return rows.byAccount(account);
    }

    /** Whoever may act now under this account; empty for the unknown and the inactive. */
    @Transactional(readOnly = true)
    public Optional<Actor> actor(String account) {
        return rows.byAccount(account).filter(Person::active).map(Person::acting);
    }

    /** Whoever may act now under this id; empty for the unknown and the inactive. */
    @Transactional(readOnly = true)
    public Optional<Actor> actor(PersonId id) {
        return rows.byId(id).filter(Person::active).map(Person::acting);
    }

    /**
     * Adds the first administrator, and does nothing once there is one.
     *
     * @return whether it was added
     */
    @Transactional
    public boolean addFirstAdministrator(NewPerson person) {
        if (anyAdministrator()) {
            return false;
        }
        PersonId id = insert("system", person);
        insertGrant("system", id, new Actor.Grant(Role.ADMINISTRATOR, null));
        return true;
    }

    /** Whether anyone administers already. */
    @Transactional(readOnly = true)
    public boolean anyAdministrator() {
        return jdbc.sql("select exists (select from role_grant where role = 'ADMINISTRATOR')")
                .query(Boolean.class)
                .single();
    }

    /**
     * Adds a person without any role.
     *
     * @throws Taken if the account is in use
     */
    @Transactional
    public PersonId add(Actor by, NewPerson person) {
        Administration.requireAdministrator(by, "Adding persons");
        return insert(by.account(), person);
    }

    /**
     * Gives a person a role; giving it again changes nothing.
     *
     * @throws NotAllowed if the actor is no administrator or the person itself
     * @throws Taken if it would make an administrator a holder of content rights
     */
    @Transactional
    public void grant(Actor by, PersonId to, Actor.Grant grant) {
        requireAnother(by, to, "Granting roles");
        insertGrant(by.account(), to, grant);
    }

    /** Takes a role away; taking away what is not held changes nothing. */
    @Transactional
    public void revoke(Actor by, PersonId from, Actor.Grant grant) {
        requireAnother(by, from, "Revoking roles");
        Person person = lock(from);
        int gone =
                jdbc.sql(
                                """
                                delete from role_grant where person_id = :person and role = :role
                                    and unit_key is not distinct from :unit
                                """)
                        .params(grantParameters(from, grant))
                        .update();
        if (gone > 0) {
            audit.append(AuditLog.SYSTEM, by.account(), "role-revoked", described(person, grant));
        }
    }

    /**
     * Changes the name that others see, and whether the person may act; sessions and tokens of an
     * inactive person are refused at once.
     */
    @Transactional
    public void change(Actor by, PersonId id, String name, boolean active) {
        Administration.requireAdministrator(by, "Changing persons");
        Person person = lock(id);
        if (!active && by.id().equals(id)) {
            throw new NotAllowed("Deactivating the own account needs another administrator");
        }
        NewPerson valid = new NewPerson(person.account(), name, null);
        if (valid.name().equals(person.name()) && active == person.active()) {
            return;
        }
        jdbc.sql("update person set name = :name, active = :active where id = :id")
                .param("name", valid.name())
                .param("active", active)
                .param("id", id.value())
                .update();
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "person-changed",
                Map.of("account", person.account(), "name", valid.name(), "active", active));
    }

    /**
     * Sets a person's password: the own one, or another's as administrator. It ends the sessions
     * that were opened with the old one, and revokes all tokens.
     *
     * @throws NotAllowed for an account that works without a password
     */
    @Transactional
    public void setPassword(Actor by, PersonId of, String password) {
        if (!by.id().equals(of)) {
            Administration.requireAdministrator(by, "Setting others' passwords");
        }
        Person person = lock(of);
        if (person.account().equals(Operator.ACCOUNT)) {
            throw new NotAllowed("The operator signs in with the command line's token only");
        }
        jdbc.sql("update person set password_hash = :hash where id = :id")
                .param("hash", Passwords.hash(password))
                .param("id", of.value())
                .update();
        jdbc.sql(
                        """
                        update api_token set revoked_at = :at
                        where person_id = :person and revoked_at is null
                        """)
                .param("at", OffsetDateTime.now(clock))
                .param("person", of.value())
                .update();
        audit.append(
                AuditLog.SYSTEM, by.account(), "password-set", Map.of("account", person.account()));
    }

    /**
     * Says that an account belongs to the same real person as another one, its main account, or
     * with null that it belongs to a person of its own. Duties are separated between real people.
     *
     * @throws Taken if one of them is a further account already, or an edition under way would lose
     *     its separation of duty
     */
    @Transactional
    public void sameAs(Actor by, PersonId account, @Nullable PersonId main) {
        requireAnother(by, account, "Joining accounts");
        Person person = lock(account);
        if (Objects.equals(person.sameAs(), main)) {
            return;
        }
        Map<String, Object> detail = new TreeMap<>(Map.of("account", person.account()));
        if (main != null) {
            detail.put("sameAs", lock(main).account());
            requireDutiesSeparate(account, main);
        }
        try {
            jdbc.sql("update person set same_as = :main where id = :id")
                    .param("main", main == null ? null : main.value(), Types.OTHER)
                    .param("id", account.value())
                    .update();
        } catch (DataAccessException e) {
            throw new Taken(
                    "%s cannot be joined: a further account names a main account, and a main account names none"
                            .formatted(person.account()));
        }
        audit.append(AuditLog.SYSTEM, by.account(), "accounts-joined", detail);
    }

    /** Whoever took part in two duties of an edition under way would be one person from now on. */
    private void requireDutiesSeparate(PersonId account, PersonId main) {
        jdbc.sql(
                        """
                        with duty as (
                            select edition_id, person_id, 'AUTHOR' as duty from edition_author
                            union all
                            select edition_id, person_id, stage from approval where verdict = 'APPROVE'
                            union all
                            select edition_id, on_behalf_of, stage from approval where verdict = 'APPROVE'
                        )
                        select d.path from duty one
                            join duty other on other.edition_id = one.edition_id and other.duty <> one.duty
                            join edition e on e.id = one.edition_id and e.state in ('IN_REVIEW', 'APPROVED', 'HELD')
                            join document d on d.id = e.document_id
                        where one.person_id = :account and people_behind(other.person_id) && people_behind(:main)
                        limit 1
                        """)
                .param("account", account.value())
                .param("main", main.value())
                .query(String.class)
                .optional()
                .ifPresent(
                        path -> {
                            throw new Taken(
                                    "Both accounts took part in the review of %s; have it returned or released first"
                                            .formatted(path));
                        });
    }

    /**
     * Adds a guest: an account without any way to sign in, for somebody who acts by a secret that
     * the actor gives out. Both count when duties are separated.
     */
    @Transactional
    public Person addGuest(Actor by, String name, Role role) {
        PersonId id =
                insert(
                        by.account(),
                        new NewPerson(
                                "guest." + UUID.randomUUID().toString().substring(0, 18),
                                name,
                                null));
        jdbc.sql("update person set vouched_by = :by where id = :id")
                .param("by", by.id().value())
                .param("id", id.value())
                .update();
        insertGrant(by.account(), id, new Actor.Grant(role, null));
        return rows.byId(id).orElseThrow();
    }

    PersonId insert(String by, NewPerson person) {
        PersonId id = new PersonId(UUID.randomUUID());
        String password = person.password();
        try {
            jdbc.sql(
                            """
                            insert into person (id, account, name, password_hash, created_at)
                            values (:id, :account, :name, :hash, :at)
                            """)
                    .param("id", id.value())
                    .param("account", person.account())
                    .param("name", person.name())
                    .param("hash", password == null ? null : Passwords.hash(password))
                    .param("at", OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Taken("The account %s is in use".formatted(person.account()));
        }
        audit.append(
                AuditLog.SYSTEM,
                by,
                "person-added",
                Map.of("account", person.account(), "name", person.name()));
        return id;
    }

    void insertGrant(String by, PersonId to, Actor.Grant grant) {
        Person person = lock(to);
        if (person.grants().contains(grant)) {
            return;
        }
        if (person.account().equals(Operator.ACCOUNT)
                && !Operator.MAY_HOLD.contains(grant.role())) {
            throw new NotAllowed(
                    "The operator approves and administers nothing, so it cannot be "
                            + grant.role());
        }
        UnitKey unit = grant.unit();
        if (unit != null && !rows.unitExists(unit)) {
            throw new NoSuchUnit(unit);
        }
        boolean administers = grant.role() == Role.ADMINISTRATOR;
        if (person.grants().stream()
                .anyMatch(held -> (held.role() == Role.ADMINISTRATOR) != administers)) {
            throw new Taken(
                    "An administrator holds no other role; make %s another account or revoke first"
                            .formatted(person.account()));
        }
        jdbc.sql(
                        """
                        insert into role_grant (person_id, role, unit_key, granted_at)
                        values (:person, :role, :unit, :at)
                        """)
                .params(grantParameters(to, grant))
                .param("at", OffsetDateTime.now(clock))
                .update();
        audit.append(AuditLog.SYSTEM, by, "role-granted", described(person, grant));
    }

    private void requireAnother(Actor by, PersonId person, String what) {
        Administration.requireAdministrator(by, what);
        if (by.id().equals(person)) {
            throw new NotAllowed(what + " of the own account needs another administrator");
        }
    }

    private Person lock(PersonId id) {
        rows.lock(id);
        return rows.byId(id).orElseThrow(() -> new NoSuchPerson(id));
    }

    private static Map<String, ?> grantParameters(PersonId person, Actor.Grant grant) {
        UnitKey unit = grant.unit();
        Map<String, @Nullable Object> parameters = new TreeMap<>();
        parameters.put("person", person.value());
        parameters.put("role", grant.role().name());
        parameters.put("unit", unit == null ? null : unit.value());
        return parameters;
    }

    private static Map<String, ?> described(Person person, Actor.Grant grant) {
        UnitKey unit = grant.unit();
        Map<String, String> detail = new TreeMap<>();
        detail.put("account", person.account());
        detail.put("role", grant.role().name());
        if (unit != null) {
            detail.put("unit", unit.value());
        }
        return detail;
    }
}
