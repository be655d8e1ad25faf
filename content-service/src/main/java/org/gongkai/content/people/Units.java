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

/** The units (单位). What readers see of their names stands in the site revision. Thread-safe. */
@Component
public class Units {
    private static final RowMapper<Unit> UNIT =
            (row, n) ->
                    new Unit(
                            new UnitKey(row.getString("key")),
                            row.getString("name"),
                            Unit.Kind.valueOf(row.getString("kind")));

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Units(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** All units, the office first. */
    @Transactional(readOnly = true)
    public List<Unit> all() {
        return jdbc.sql(
                        """
                        select key, name, kind from unit
                        order by array_position(array['OFFICE', 'DEPARTMENT', 'STREET'], kind), key
                        """)
                .query(UNIT)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Unit> find(UnitKey key) {
        return jdbc.sql("select key, name, kind from unit where key = :key")
                .param("key", key.value())
                .query(UNIT)
                .optional();
    }

    /**
     * Adds a unit.
     *
     * @throws Taken if its key or name is in use
     */
    @Transactional
    public void add(Actor by, Unit unit) {
        Administration.requireAdministrator(by, "Adding units");
        try {
            jdbc.sql(
                            """
                            insert into unit (key, name, kind, created_at)
                            values (:key, :name, :kind, :at)
                            """)
                    .param("key", unit.key().value())
                    .param("name", unit.name())
                    .param("kind", unit.kind().name())
                    .param("at", OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Taken(
                    "There is a unit with the key %s or the name %s already"
                            .formatted(unit.key(), unit.name()));
        }
        audit.append(AuditLog.SYSTEM, by.account(), "unit-added", described(unit));
    }

    /**
     * Changes a unit's name or kind; its key never changes.
     *
     * @throws NoSuchUnit if there is none with this key
     * @throws Taken if another unit has the name
     */
    @Transactional
    public void change(Actor by, Unit unit) {
        Administration.requireAdministrator(by, "Changing units");
        try {
            int changed =
                    jdbc.sql("update unit set name = :name, kind = :kind where key = :key")
                            .param("key", unit.key().value())
                            .param("name", unit.name())
                            .param("kind", unit.kind().name())
                            .update();
            if (changed == 0) {
                throw new NoSuchUnit(unit.key());
            }
        } catch (DuplicateKeyException e) {
            throw new Taken("There is a unit with the name %s already".formatted(unit.name()));
        }
        audit.append(AuditLog.SYSTEM, by.account(), "unit-changed", described(unit));
    }

    private static Map<String, String> described(Unit unit) {
        return Map.of("unit", unit.key().value(), "name", unit.name(), "kind", unit.kind().name());
    }
}
