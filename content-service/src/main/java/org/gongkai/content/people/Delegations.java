package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who decides for whom, and until when. Only the holder of a role delegates it, to one colleague at
 * a time or to several; what was delegated is never passed on. Whoever decides for somebody counts
 * as both when duties are separated (invariant 2). Thread-safe.
 */
@Component
public class Delegations {
    /** The longest time for which a role is handed over at once. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** What can be handed over: deciding, never writing, supervising or administering. */
    private static final Set<Role> DELEGABLE =
            EnumSet.of(
                    Role.UNIT_REVIEWER,
                    Role.OFFICE_REVIEWER,
                    Role.MUNICIPAL_REVIEWER,
                    Role.PUBLISHER);

    private static final int LONGEST_REASON = 200;
    private static final String SELECT =
            """
            select d.*, f.account as from_account, t.account as to_account
            from delegation d join person f on f.id = d.from_person join person t on t.id = d.to_person
            """;

    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final AuditLog audit;
    private final Clock clock;

    Delegations(JdbcClient jdbc, PersonRows rows, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /** What this person has handed over or was handed, and everybody's for administrators. */
    @Transactional(readOnly = true)
    public List<Delegation> known(Actor actor) {
        return jdbc.sql(
                        SELECT
                                + " where :all or d.from_person = :person or d.to_person = :person"
                                + " order by d.starts_at desc, d.id")
                .param("all", actor.holds(Role.ADMINISTRATOR))
                .param("person", actor.id().value())
                .query((row, n) -> delegation(row))
                .list();
    }

    /**
     * Hands a role over.
     *
     * @param to the account of a colleague
     * @throws NotAllowed if the actor does not hold the role in the own name
     * @throws IllegalArgumentException if it cannot be delegated, to this account or for this time
     */
    @Transactional
    public Delegation delegate(
            Actor by, String to, Actor.Grant grant, String reason, Instant start, Instant end) {
        Role role = grant.role();
        if (!DELEGABLE.contains(role)) {
            throw new IllegalArgumentException(
                    "%s cannot be delegated; %s can".formatted(role, DELEGABLE));
        }
        if (!by.grants().contains(grant)) {
            throw new NotAllowed(
                    "Only who holds a role delegates it, and what was delegated stays");
        }
        if (!end.isAfter(start)
                || Duration.between(start, end).compareTo(LONGEST) > 0
                || !end.isAfter(clock.instant())) {
            throw new IllegalArgumentException(
                    "A delegation ends after it starts, in the future, and lasts at most %d days"
                            .formatted(LONGEST.toDays()));
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "A delegation has a reason of 1 to %d characters".formatted(LONGEST_REASON));
        }
        Person colleague = colleague(by, to);
        UUID id = UUID.randomUUID();
        UnitKey unit = grant.unit();
        jdbc.sql(
                        """
                        insert into delegation (id, from_person, to_person, role, unit_key, reason, starts_at, ends_at,
                                                created_at)
                        values (:id, :from, :to, :role, :unit, :reason, :start, :end, :at)
                        """)
                .param("id", id)
                .param("from", by.id().value())
                .param("to", colleague.id().value())
                .param("role", role.name())
                .param("unit", unit == null ? null : unit.value(), Types.VARCHAR)
                .param("reason", reason.strip())
                .param("start", start.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("at", OffsetDateTime.now(clock))
                .update();
        Map<String, Object> detail = new HashMap<>();
        detail.put("delegation", id.toString());
        detail.put("to", colleague.account());
        detail.put("role", role.name());
        if (unit != null) {
            detail.put("unit", unit.value());
        }
        detail.put("from", start.toString());
        detail.put("until", end.toString());
        audit.append(AuditLog.SYSTEM, by.account(), "role-delegated", detail);
        return get(id);
    }

    /**
     * Ends a delegation at once: the own one, or anybody's as administrator; ending it again
     * changes nothing.
     *
     * @throws NoSuchDelegation if there is none that the actor may end
     */
    @Transactional
    public Delegation revoke(Actor by, UUID id) {
        boolean known =
                jdbc.sql(
                                """
                                select true from delegation where id = :id and (:all or from_person = :person)
                                for no key update
                                """)
                        .param("id", id)
                        .param("all", by.holds(Role.ADMINISTRATOR))
                        .param("person", by.id().value())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
        if (!known) {
            throw new NoSuchDelegation(id);
        }
        int ended =
                jdbc.sql(
                                "update delegation set revoked_at = :at where id = :id and revoked_at is null")
                        .param("at", OffsetDateTime.now(clock))
                        .param("id", id)
                        .update();
        if (ended > 0) {
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "delegation-ended",
                    Map.of("delegation", id.toString()));
        }
        return get(id);
    }

    private Person colleague(Actor by, String account) {
        Person colleague =
                rows.byAccount(account)
                        .filter(Person::active)
                        .orElseThrow(() -> new NoSuchPerson(account));
        boolean administers =
                colleague.grants().stream().anyMatch(g -> g.role() == Role.ADMINISTRATOR);
        if (administers
                || colleague.account().equals(Operator.ACCOUNT)
                || colleague.behind().size() > 1) {
            throw new IllegalArgumentException(
                    "%s administers or is no colleague with an own account; delegate to somebody else"
                            .formatted(account));
        }
        if (colleague.behind().stream().anyMatch(by.behind()::contains)) {
            throw new IllegalArgumentException("%s is yourself".formatted(account));
        }
        return colleague;
    }

    private Delegation get(UUID id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query((row, n) -> delegation(row))
                .single();
    }

    private static Delegation delegation(ResultSet row) throws SQLException {
        String unit = row.getString("unit_key");
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getString("from_account"),
                row.getString("to_account"),
                Role.valueOf(row.getString("role")),
                unit == null ? null : new UnitKey(unit),
                row.getString("reason"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
