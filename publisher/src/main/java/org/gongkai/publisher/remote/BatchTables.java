package org.gongkai.publisher.remote;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** The tables of Spring Batch, which the content service makes with its own when it migrates. */
final class BatchTables {
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NOT_ALLOWED = "42501";

    private BatchTables() {}

    /** What keeps the tables from being used, in a sentence; null if nothing does. */
    static Supplier<@Nullable String> missingIn(DataSource database) {
        return () -> {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1 from batch_job_instance where false");
                return null;
            } catch (SQLException e) {
                return sentence(e);
            } catch (RuntimeException e) { // HikariCP's own, when it cannot make its pool
                return "The database of spring.datasource.url cannot be reached: " + e.getMessage();
            }
        };
    }

    private static String sentence(SQLException e) {
        if (NO_SUCH_TABLE.equals(e.getSQLState()) || NOT_ALLOWED.equals(e.getSQLState())) {
            return "The database of spring.datasource.url has no tables of Spring Batch in its schema 'batch' for this user; the content service makes them when it starts on the same database";
        }
        return "The database of spring.datasource.url cannot be used: " + e.getMessage();
    }
}
