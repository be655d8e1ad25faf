package org.gongkai.content.operations;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Migrations;
import org.gongkai.content.engine.OwnerAccess;
import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fills an empty home and an empty database from a backup: the schema at the version of the backup,
 * the rows, then the newest schema. The site is made again from the releases at the next start.
 *
 * <p>While rows are loaded, triggers are off, because they watch over changes and these happened
 * already; references are taken away and put back in the same transaction, so that PostgreSQL
 * checks each of them again.
 */
public final class Restore {
    private final OwnerAccess owner;
    private final String appRole;
    private final GongkaiHome home;

    public Restore(OwnerAccess owner, String appRole, GongkaiHome home) {
        this.owner = owner;
        this.appRole = appRole;
        this.home = home;
    }

    /**
     * @throws RestoreRefused if the backup is from a newer version, or the database is not empty
     */
    public void from(BackupFile backup) throws IOException {
        BackupHead head = backup.head();
        refuseNewer(head);
        refuseUsedDatabase();
        migrations(head.schema()).migrate();
        try (Connection connection = owner.connect()) {
            connection.setAutoCommit(false);
            load(connection, backup);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("the database refused the backup: " + e.getMessage(), e);
        }
        migrations(null).migrate();
        backup.extract("files/", home.files());
        backup.extract("releases/", home.releases());
    }

    private Flyway migrations(@org.jspecify.annotations.Nullable String target) {
        var flyway = Migrations.of(owner.dataSource(), appRole);
        return (target == null ? flyway : flyway.target(target)).load();
    }

    private void refuseNewer(BackupHead head) {
        MigrationVersion newest =
                Arrays.stream(migrations(null).info().all())
                        .map(org.flywaydb.core.api.MigrationInfo::getVersion)
                        .filter(java.util.Objects::nonNull)
                        .max(MigrationVersion::compareTo)
                        .orElse(MigrationVersion.EMPTY);
        if (MigrationVersion.fromVersion(head.schema()).compareTo(newest) > 0) {
            throw new RestoreRefused(
                    "the backup was made by a newer gongkai (schema %s, this one knows %s); restore it with that version"
                            .formatted(head.schema(), newest));
        }
    }

    private void refuseUsedDatabase() throws IOException {
        try (Connection connection = owner.connect()) {
            if (!new Schema(connection).tables().isEmpty()) {
                throw new RestoreRefused(
                        "the database already holds gongkai's tables; restore into an empty one");
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be read: " + e.getMessage(), e);
        }
    }

    private static void load(Connection connection, BackupFile backup)
            throws SQLException, IOException {
        Schema schema = new Schema(connection);
        List<String> putBack = new ArrayList<>();
        for (String references :
                schema.strings(
                        """
                        select format('alter table %s drop constraint %I', conrelid::regclass, conname)
                               || chr(1)
                               || format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                                         pg_get_constraintdef(oid))
                        from pg_constraint
                        where contype = 'f' and connamespace = 'gongkai'::regnamespace
                        order by conrelid::regclass::text, conname
                        """)) {
            List<String> statements = List.of(references.split("\u0001", -1));
            execute(connection, statements.getFirst());
            putBack.add(statements.getLast());
        }
        List<String> tables = schema.tables().stream().map(BackupHead.Table::name).toList();
        for (String table : tables) {
            execute(
                    connection,
                    "alter table gongkai." + Schema.quoted(table) + " disable trigger user");
        }
        execute(
                connection,
                "truncate "
                        + String.join(
                                ", ",
                                tables.stream()
                                        .map(name -> "gongkai." + Schema.quoted(name))
                                        .toList()));
        for (BackupHead.Table table : backup.head().tables()) {
            try (InputStream rows = backup.read(table.entry())) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + Schema.target(table) + " from stdin", rows);
            }
        }
        for (BackupHead.Sequence sequence : backup.head().sequences()) {
            schema.strings(
                    "select setval('gongkai.' || quote_ident(?), ?::bigint, ?::boolean)::text",
                    sequence.name(),
                    Long.toString(sequence.value()),
                    Boolean.toString(sequence.called()));
        }
        for (String reference : putBack) {
            execute(connection, reference);
        }
        for (String table : tables) {
            execute(
                    connection,
                    "alter table gongkai." + Schema.quoted(table) + " enable trigger user");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
