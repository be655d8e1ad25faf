package org.gongkai.content.engine;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.util.Map;

import javax.sql.DataSource;

/**
 * How the schema is brought to a version: the same for the application, a restore and the tests.
 */
public final class Migrations {
    static final String SCHEMA = "gongkai";

    /** The runtime role where no other is configured. */
    public static final String APP_ROLE = GongkaiDatabase.APP;

    private Migrations() {}

    /**
     * @param appRole the runtime role that gets its rights from the migrations
     */
    static void configure(FluentConfiguration flyway, String appRole) {
        flyway.locations("classpath:db/migration")
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .placeholders(Map.of("appRole", appRole))
                .cleanDisabled(true)
                .validateMigrationNaming(true);
    }

    /**
     * @param owner connects as the role that owns the tables
     */
    public static FluentConfiguration of(DataSource owner, String appRole) {
        FluentConfiguration flyway = Flyway.configure().dataSource(owner);
        configure(flyway, appRole);
        return flyway;
    }
}
