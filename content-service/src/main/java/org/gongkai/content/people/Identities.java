package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which identities at the provider open which accounts. Nobody is created here. An identity that an
 * administrator proposes counts only once the account's person (with the account's password) or
 * another administrator has confirmed it, so that no administrator can alone give an identity of
 * the own to somebody else's account. Thread-safe.
 */
@Component
@ConditionalOnIdentityProvider
public class Identities {
    private static final RowMapper<BoundIdentity> IDENTITY =
            (row, n) ->
                    new BoundIdentity(
                            row.getObject("id", UUID.class),
                            new Identity(row.getString("issuer"), row.getString("subject")),
                            row.getString("proposed_by_account"),
                            row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getObject("confirmed_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)
                                    .orElse(null));

    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final SignInSettings signIn;
    private final AuditLog audit;
    private final Clock clock;

    Identities(
            JdbcClient jdbc, PersonRows rows, SignInSettings signIn, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.signIn = signIn;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The identities of a person, the oldest first: the person's own business, and that of
     * administrators.
     *
     * @throws NoSuchPerson if there is none
     */
    @Transactional(readOnly = true)
    public List<BoundIdentity> of(Actor by, PersonId person) {
        if (!by.id().equals(person)) {
            Administration.requireAdministrator(by, "Seeing others' identities");
        }
        require(person);
        return jdbc.sql(
                        """
                        select i.*, p.account as proposed_by_account
                        from person_identity i left join person p on p.id = i.proposed_by
                        where i.person_id = :person and i.unbound_at is null
                        order by i.proposed_at, i.id
                        """)
                .param("person", person.value())
                .query(IDENTITY)
                .list();
    }

    /**
     * Proposes that an identity opens a person's account.
     *
     * @throws Taken if the identity is a person's already, this one's or another's
     * @throws NotAllowed for the operator, who signs in with the command line's token only
     */
    @Transactional
    public UUID propose(Actor by, PersonId of, Identity identity) {
        Administration.requireAdministrator(by, "Binding identities");
        Person person = require(of);
        if (person.account().equals(Operator.ACCOUNT)) {
            throw new NotAllowed("The operator signs in with the command line's token only");
        }
        UUID id = UUID.randomUUID();
        try {
            jdbc.sql(
                            """
                            insert into person_identity (id, person_id, issuer, subject, proposed_by, proposed_at)
                            values (:id, :person, :issuer, :subject, :by, :at)
                            """)
                    .param("id", id)
                    .param("person", of.value())
                    .param("issuer", identity.issuer())
                    .param("subject", identity.subject())
                    .param("by", by.id().value())
                    .param("at", OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Taken(
                    "The subject %s is bound to a person already; unbind it there first"
                            .formatted(identity.subject()));
        }
        record(by.account(), "identity-proposed", person, identity);
        return id;
    }

    /**
     * Confirms what another administrator has proposed; confirming again changes nothing.
     *
     * @throws NotAllowed for the administrator who proposed it, and for its own person, who
     *     confirms by signing in
     */
    @Transactional
    public void confirm(Actor by, PersonId of, UUID identity) {
        Administration.requireAdministrator(by, "Confirming identities");
        Row row = lock(of, identity);
        if (by.id().value().equals(row.proposedBy()) || by.id().equals(of)) {
            throw new NotAllowed(
                    "An identity is confirmed by another administrator than the one who proposed it,"
                            + " or by its person, who signs in with it and gives the account's password");
        }
        confirm(row, by.account(), by.id());
    }

    /** Confirms as the person itself, who has just given the account's password. */
    @Transactional
    public void confirmOwn(SignIn.SignedIn session, UUID identity) {
        PersonId person = new PersonId(session.person());
        confirm(lock(person, identity), require(person).account(), person);
    }

    /** Takes an identity from a person; its sessions end at once. */
    @Transactional
    public void unbind(Actor by, PersonId of, UUID identity) {
        Administration.requireAdministrator(by, "Unbinding identities");
        Row row = lock(of, identity);
        jdbc.sql("update person_identity set unbound_at = :at where id = :id")
                .param("at", OffsetDateTime.now(clock))
                .param("id", identity)
                .update();
        record(by.account(), "identity-unbound", require(of), row.identity());
    }

    /**
     * Whom the provider has sent.
     *
     * @param account the account that the provider names, where an account of that name is enough
     *     to be bound at the first sign-in; empty where it is not
     */
    @Transactional
    public Arrival arrive(Identity identity, Optional<String> account) {
        Optional<Row> bound =
                jdbc.sql(
                                """
                                select id, person_id, issuer, subject, proposed_by, confirmed_at from person_identity
                                where issuer = :issuer and subject = :subject and unbound_at is null
                                """)
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .query(Identities::row)
                        .optional();
        if (bound.isEmpty()) {
            return account.flatMap(rows::byAccount)
                    .filter(person -> mayBindItself(person, identity))
                    .map(person -> bindItself(person, identity))
                    .orElseGet(() -> new Arrival.Stranger(identity.issuer(), identity.subject()));
        }
        Row row = bound.get();
        Person person = require(row.person());
        if (!person.active()) {
            return new Arrival.Inactive(person.account());
        }
        return row.confirmed()
                ? new Arrival.Known(
                        new SignIn.WithIdentity(person.id().value(), person.account(), row.id()))
                : new Arrival.Unconfirmed(
                        row.id(),
                        person.account(),
                        signIn.password() && rows.hasPassword(person.id()));
    }

    /** Only who never had an identity there, and only with one that was never anybody's here. */
    private boolean mayBindItself(Person person, Identity identity) {
        rows.lock(person.id());
        return person.active()
                && !person.account().equals(Operator.ACCOUNT)
                && !jdbc.sql(
                                """
                                select exists (select from person_identity
                                    where issuer = :issuer and (subject = :subject or person_id = :person))
                                """)
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .param("person", person.id().value())
                        .query(Boolean.class)
                        .single();
    }

    private Arrival bindItself(Person person, Identity identity) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into person_identity (id, person_id, issuer, subject, proposed_at, confirmed_at)
                        values (:id, :person, :issuer, :subject, :at, :at)
                        """)
                .param("id", id)
                .param("person", person.id().value())
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .param("at", OffsetDateTime.now(clock))
                .update();
        record(person.account(), "identity-bound-by-account", person, identity);
        return new Arrival.Known(
                new SignIn.WithIdentity(person.id().value(), person.account(), id));
    }

    private void confirm(Row row, String byAccount, PersonId by) {
        if (row.confirmed()) {
            return;
        }
        jdbc.sql(
                        """
                        update person_identity set confirmed_by = :by, confirmed_at = :at where id = :id
                        """)
                .param("by", by.value())
                .param("at", OffsetDateTime.now(clock))
                .param("id", row.id())
                .update();
        record(byAccount, "identity-confirmed", require(row.person()), row.identity());
    }

    private record Row(
            UUID id,
            PersonId person,
            Identity identity,
            @org.jspecify.annotations.Nullable UUID proposedBy,
            boolean confirmed) {}

    private static Row row(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                new Identity(row.getString("issuer"), row.getString("subject")),
                row.getObject("proposed_by", UUID.class),
                row.getObject("confirmed_at") != null);
    }

    private Row lock(PersonId of, UUID identity) {
        return jdbc.sql(
                        """
                        select id, person_id, issuer, subject, proposed_by, confirmed_at from person_identity
                        where id = :id and person_id = :person and unbound_at is null
                        for update
                        """)
                .param("id", identity)
                .param("person", of.value())
                .query(Identities::row)
                .optional()
                .orElseThrow(() -> new NoSuchIdentity(identity));
    }

    private Person require(PersonId id) {
        return rows.byId(id).orElseThrow(() -> new NoSuchPerson(id));
    }

    private void record(String by, String action, Person person, Identity identity) {
        audit.append(
                AuditLog.SYSTEM,
                by,
                action,
                Map.of(
                        "account", person.account(),
                        "issuer", identity.issuer(),
                        "subject", identity.subject()));
    }
}
