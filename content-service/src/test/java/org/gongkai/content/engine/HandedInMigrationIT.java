package org.gongkai.content.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import java.sql.Connection;
import java.sql.SQLException;

/** What was handed in before the database noted it is found in the audit log. */
class HandedInMigrationIT {
    @Test
    void whatWasSubmittedIsKnownAndWhatWasSavedAfterwardsIsNot() throws SQLException {
        TestPostgres old = TestPostgres.empty();
        Migrations.of(old.owner(), TestPostgres.APP).target("4").load().migrate();
        try (Connection owner = old.owner().getConnection()) {
            ScriptUtils.executeSqlScript(owner, new ClassPathResource("fixtures/handed-in.sql"));
        }

        Migrations.of(old.owner(), TestPostgres.APP).load().migrate();

        JdbcClient app = JdbcClient.create(old.app());
        assertThat(
                        app.sql(
                                        """
                                        select format('%s.%s %s', e.number, r.ordinal, r.handed_in_at is not null)
                                        from edition e join edition_revision r on r.edition_id = e.id order by 1
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly("1.1 t", "2.1 f", "2.2 t", "2.3 f", "3.1 f");
        assertThat(
                        app.sql(
                                        "select format('%s %s %s', number, handed_in_revision, shown_title) from edition order by 1")
                                .query(String.class)
                                .list())
                .containsExactly("1 1 第一版", "2 2 第二版送审稿", "3  第二版送审稿");
    }
}
