package org.gongkai.content.seed;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

/**
 * How much of the large tables the database read, in rows of tables and entries of indexes, as it
 * counts that itself. Only the calls of one connection are counted in time, so the application has
 * but one.
 */
public final class RowsRead {
    private static final List<String> LARGE =
            List.of(
                    "document",
                    "revision",
                    "edition",
                    "edition_revision",
                    "edition_author",
                    "approval",
                    "audit_entry",
                    "change_log");

    private final JdbcClient jdbc;

    /** On the one connection of the application. */
    public RowsRead(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was read, and how often a whole table was read from its beginning. */
    public record Count(long rows, long wholeTables) {
        Count since(Count before) {
            return new Count(rows - before.rows, wholeTables - before.wholeTables);
        }
    }

    public Count during(Runnable call) {
        Count before = now();
        call.run();
        return now().since(before);
    }

    private Count now() {
        jdbc.sql("select pg_stat_force_next_flush()").query((row, n) -> 0).single();
        jdbc.sql("select pg_stat_clear_snapshot()").query((row, n) -> 0).single();
        return jdbc.sql(
                        """
                        select (select sum(seq_tup_read) from pg_stat_user_tables where relname = any(:large))
                                + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = any(:large)) as rows,
                            (select sum(seq_scan) from pg_stat_user_tables where relname = any(:large)) as whole
                        """)
                .param("large", LARGE.toArray(String[]::new))
                .query((row, n) -> new Count(row.getLong("rows"), row.getLong("whole")))
                .single();
    }
}
