package org.gongkai.content.people;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads persons with their grants, each read in one query. */
@Component
class PersonRows {
    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Person> byId(PersonId id) {
        return where("p.id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    Optional<Person> byAccount(String account) {
        return where("p.account = :account", Map.of("account", account)).stream().findFirst();
    }

    /** By account; the condition is this package's own text, never a caller's. */
    List<Person> where(String condition, Map<String, ?> parameters) {
        Map<UUID, Person> persons = new LinkedHashMap<>();
        Map<UUID, Set<Actor.Grant>> grants = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select p.id, p.account, p.name, p.active, g.role, g.unit_key
                        from person p left join role_grant g on g.person_id = p.id
                        where %s order by p.account
                        """
                                .formatted(condition))
                .params(parameters)
                .query(
                        row -> {
                            UUID id = row.getObject("id", UUID.class);
                            persons.putIfAbsent(id, person(id, row));
                            collect(grants.computeIfAbsent(id, x -> new LinkedHashSet<>()), row);
                        });
        return persons.entrySet().stream()
                .map(
                        entry -> {
                            Person p = entry.getValue();
                            return new Person(
                                    p.id(),
                                    p.account(),
                                    p.name(),
                                    p.active(),
                                    grants.getOrDefault(entry.getKey(), Set.of()));
                        })
                .toList();
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

    private static Person person(UUID id, ResultSet row) throws SQLException {
        return new Person(
                new PersonId(id),
                row.getString("account"),
                row.getString("name"),
                row.getBoolean("active"),
                Set.of());
    }

    private static void collect(Set<Actor.Grant> grants, ResultSet row) throws SQLException {
        String role = row.getString("role");
        if (role != null) {
            String unit = row.getString("unit_key");
            grants.add(
                    new Actor.Grant(Role.valueOf(role), unit == null ? null : new UnitKey(unit)));
        }
    }
}
