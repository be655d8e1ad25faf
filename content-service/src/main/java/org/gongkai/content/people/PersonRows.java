package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads persons with the roles that they hold and those delegated to them, in one query. */
@Component
class PersonRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    PersonRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Person> byId(PersonId id) {
        return where("p.id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    Optional<Person> byAccount(String account) {
        return where("p.account = :account", Map.of("account", account)).stream().findFirst();
    }

    /**
     * By account; the condition is this package's own text, never a caller's. A delegation counts
     * while it runs and while the one who delegated is active and holds the role.
     */
    List<Person> where(String condition, Map<String, ?> parameters) {
        Map<UUID, Read> persons = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select p.id, p.account, p.name, p.active, p.same_as, people_behind(p.id) as behind,
                            g.role, g.unit_key, g.from_person, g.from_behind
                        from person p left join lateral (
                            select role, unit_key, null::uuid as from_person, null::uuid[] as from_behind
                            from role_grant where person_id = p.id
                            union all
                            select d.role, d.unit_key, d.from_person, people_behind(d.from_person)
                            from delegation d
                                join person f on f.id = d.from_person and f.active
                                join role_grant h on h.person_id = d.from_person and h.role = d.role
                                    and h.unit_key is not distinct from d.unit_key
                            where d.to_person = p.id and d.revoked_at is null
                                and d.starts_at <= :now and :now < d.ends_at
                        ) g on true
                        where %s order by p.account
                        """
                                .formatted(condition))
                .params(parameters)
                .param("now", OffsetDateTime.now(clock))
                .query(
                        row -> {
                            UUID id = row.getObject("id", UUID.class);
                            Read read = persons.get(id);
                            if (read == null) {
                                read = new Read(row);
                                persons.put(id, read);
                            }
                            read.collect(row);
                        });
        return persons.values().stream().map(Read::person).toList();
    }

    /** Locks the person until the transaction ends. */
    void lock(PersonId id) {
        jdbc.sql("select id from person where id = :id for no key update")
                .param("id", id.value())
                .query((row, n) -> true)
                .optional();
    }

    boolean hasPassword(PersonId id) {
        return jdbc.sql(
                        "select exists (select from person where id = :id and password_hash is not null)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    boolean unitExists(UnitKey key) {
        return jdbc.sql("select exists (select from unit where key = :key)")
                .param("key", key.value())
                .query(Boolean.class)
                .single();
    }

    /** A person while the rows are read. */
    private static final class Read {
        private final PersonId id;
        private final String account;
        private final String name;
        private final boolean active;
        private final @Nullable UUID sameAs;
        private final Set<PersonId> behind;
        private final Set<Actor.Grant> grants = new LinkedHashSet<>();
        private final Set<Actor.Delegated> delegated = new LinkedHashSet<>();

        Read(ResultSet row) throws SQLException {
            id = new PersonId(row.getObject("id", UUID.class));
            account = row.getString("account");
            name = row.getString("name");
            active = row.getBoolean("active");
            sameAs = row.getObject("same_as", UUID.class);
            behind = PersonId.set(row.getArray("behind"));
        }

        void collect(ResultSet row) throws SQLException {
            String role = row.getString("role");
            if (role == null) {
                return;
            }
            String unit = row.getString("unit_key");
            Actor.Grant grant =
                    new Actor.Grant(Role.valueOf(role), unit == null ? null : new UnitKey(unit));
            UUID from = row.getObject("from_person", UUID.class);
            if (from == null) {
                grants.add(grant);
            } else {
                delegated.add(
                        new Actor.Delegated(
                                grant,
                                new PersonId(from),
                                PersonId.set(row.getArray("from_behind"))));
            }
        }

        Person person() {
            return new Person(
                    id,
                    account,
                    name,
                    active,
                    grants,
                    sameAs == null ? null : new PersonId(sameAs),
                    behind,
                    delegated);
        }
    }
}
