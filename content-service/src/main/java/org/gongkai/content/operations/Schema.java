package org.gongkai.content.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's catalogue says about the tables of the system. */
final class Schema {
    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    Schema(Connection connection) {
        this.connection = connection;
    }

    BackupHead head(Instant at) throws SQLException {
        return new BackupHead(BackupHead.FORM, version(), at, lastRelease(), tables(), sequences());
    }

    /**
     * The tables and the columns that hold values of their own. What is unlogged outlives no crash,
     * and so no backup either.
     */
    List<BackupHead.Table> tables() throws SQLException {
        List<BackupHead.Table> tables = new ArrayList<>();
        for (String name :
                strings(
                        """
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'gongkai' and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> '%s'
                        order by c.relname
                        """
                                .formatted(HISTORY))) {
            tables.add(new BackupHead.Table(name, columns(name)));
        }
        return tables;
    }

    private List<String> columns(String table) throws SQLException {
        return strings(
                """
                select attname from pg_attribute
                where attrelid = ('gongkai.' || quote_ident(?))::regclass and attnum > 0
                  and not attisdropped and attgenerated = ''
                order by attnum
                """,
                table);
    }

    private List<BackupHead.Sequence> sequences() throws SQLException {
        List<BackupHead.Sequence> sequences = new ArrayList<>();
        for (String name :
                strings(
                        """
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'gongkai' and c.relkind = 'S' order by c.relname
                        """)) {
            try (Statement statement = connection.createStatement();
                    ResultSet found =
                            statement.executeQuery(
                                    "select last_value, is_called from gongkai." + quoted(name))) {
                found.next();
                sequences.add(new BackupHead.Sequence(name, found.getLong(1), found.getBoolean(2)));
            }
        }
        return sequences;
    }

    private String version() throws SQLException {
        return strings(
                        "select version from gongkai.%s where success and version is not null order by installed_rank desc limit 1"
                                .formatted(HISTORY))
                .getFirst();
    }

    /**
     * Releases that are public or about to be: their packs are durable before the ledger says so.
     */
    private long lastRelease() throws SQLException {
        return Long.parseLong(
                strings(
                                "select coalesce(max(number), 0)::text from gongkai.release where state in ('ACTIVATING', 'ACTIVE', 'RETIRED')")
                        .getFirst());
    }

    List<String> assets() throws SQLException {
        return strings("select encode(sha256, 'hex') from gongkai.asset");
    }

    List<String> strings(String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (found.next()) {
                    values.add(found.getString(1));
                }
                return values;
            }
        }
    }

    /** A table with its columns, as COPY takes it. */
    static String target(BackupHead.Table table) {
        return "gongkai."
                + quoted(table.name())
                + " ("
                + String.join(", ", table.columns().stream().map(Schema::quoted).toList())
                + ")";
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
