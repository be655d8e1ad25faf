package org.gongkai.content.engine;

import java.nio.file.Path;

import javax.sql.DataSource;

/** A home whose database is filled before the application starts on it. */
public final class SeededHome {
    private SeededHome() {}

    /** What fills the migrated database, as the owner of its tables. */
    public interface Filling {
        void fill(DataSource owner) throws Exception;
    }

    public static void fill(Path directory, Filling filling) throws Exception {
        GongkaiHome home = GongkaiHome.open(directory);
        try (OwnDatabase database = OwnDatabase.start(home, new Secrets(home), 0)) {
            DataSource owner = database.owner().dataSource();
            Migrations.of(owner, GongkaiDatabase.APP).load().migrate();
            filling.fill(owner);
        }
    }
}
