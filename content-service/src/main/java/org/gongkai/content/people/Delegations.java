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
import java.util.Comparator;
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
            select d.*, f.account as from_account, t.account as to_account,
                f.active and t.active and exists (
                    select from role_grant h where h.person_id = d.from_person and h.role = d.role
                        and h.unit_key is not distinct from d.unit_key) as backed
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
                .query((row, n) -> delegation(row, clock.instant()))
                .list();
    }

    /** Whether there is anything for this person to hand over, to end or to know of. */
    @Transactional(readOnly = true)
    public boolean concern(Actor actor) {
        return actor.holds(Role.ADMINISTRATOR)
                || !delegable(actor).isEmpty()
                || jdbc.sql(
                                """
                                select exists (select from delegation where from_person = :person
                                    or (to_person = :person and revoked_at is null))
                                """)
                        .param("person", actor.id().value())
                        .query(Boolean.class)
                        .single();
    }

    /** What this person can hand over. */
    public List<Actor.Grant> delegable(Actor actor) {
        return actor.grants().stream()
                .filter(grant -> DELEGABLE.contains(grant.role()))
                .sorted(
                        Comparator.comparing(Actor.Grant::role)
                                .thenComparing(grant -> String.valueOf(grant.unit())))
                .toList();
    }

    /** To whom this person can hand something over, by account. */
    @Transactional(readOnly = true)
    public List<Person> colleagues(Actor by) {
        return rows.where("p.active", Map.of()).stream()
                .filter(person -> refuse(by, person) == null)
                .toList();
    }

    /**
     * Hands a role over.
     *
     * @param to the account of a colleague
     * @throws NotAllowed if the actor does not hold the role in the own name
     * @throws NoSuchPerson if nobody active has this account
     * @throws DelegationRefused if it cannot be delegated, to this account or for this time
     */
    @Transactional
    public Delegation delegate(
            Actor by, String to, Actor.Grant grant, String reason, Instant start, Instant end) {
        Role role = grant.role();
        if (!DELEGABLE.contains(role)) {
            throw new DelegationRefused(
                    DelegationRefused.Why.ROLE,
                    "%s cannot be delegated; %s can".formatted(role, DELEGABLE));
        }
        if (!by.grants().contains(grant)) {
            throw new NotAllowed(
                    "Only who holds a role delegates it, and what was delegated stays");
        }
        if (!end.isAfter(start)
                || Duration.between(start, end).compareTo(LONGEST) > 0
                || !end.isAfter(clock.instant())) {
            throw new DelegationRefused(
                    DelegationRefused.Why.TIME,
                    "A delegation ends after it starts, in the future, and lasts at most %d days"
                            .formatted(LONGEST.toDays()));
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new DelegationRefused(
                    DelegationRefused.Why.REASON,
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
        boolean endable =
                jdbc.sql("select true from delegation where id = :id for no key update")
                        .param("id", id)
                        .query(Boolean.class)
                        .optional()
                        .map(locked -> get(id).endableBy(by))
                        .orElse(false);
        if (!endable) {
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
        DelegationRefused refused = refuse(by, colleague);
        if (refused != null) {
            throw refused;
        }
        return colleague;
    }

    private static @Nullable DelegationRefused refuse(Actor by, Person colleague) {
        boolean administers =
                colleague.grants().stream().anyMatch(g -> g.role() == Role.ADMINISTRATOR);
        if (administers
                || colleague.account().equals(Operator.ACCOUNT)
                || colleague.behind().size() > 1) {
            return new DelegationRefused(
                    DelegationRefused.Why.COLLEAGUE,
                    "%s administers or is no colleague with an own account; delegate to somebody else"
                            .formatted(colleague.account()));
        }
        if (colleague.behind().stream().anyMatch(by.behind()::contains)) {
            return new DelegationRefused(
                    DelegationRefused.Why.ONESELF, "%s is yourself".formatted(colleague.account()));
        }
        return null;
    }

    private Delegation get(UUID id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query((row, n) -> delegation(row, clock.instant()))
                .single();
    }

    private static Delegation delegation(ResultSet row, Instant now) throws SQLException {
        String unit = row.getString("unit_key");
        Instant start = row.getObject("starts_at", OffsetDateTime.class).toInstant();
        Instant end = row.getObject("ends_at", OffsetDateTime.class).toInstant();
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        Delegation.State state;
        if (revoked != null) {
            state = Delegation.State.REVOKED;
        } else if (!now.isBefore(end)) {
            state = Delegation.State.OVER;
        } else if (!row.getBoolean("backed")) {
            state = Delegation.State.IDLE;
        } else {
            state = now.isBefore(start) ? Delegation.State.COMING : Delegation.State.RUNNING;
        }
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getString("from_account"),
                row.getString("to_account"),
                Role.valueOf(row.getString("role")),
                unit == null ? null : new UnitKey(unit),
                row.getString("reason"),
                start,
                end,
                revoked == null ? null : revoked.toInstant(),
                state);
    }
}
