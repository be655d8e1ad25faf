package org.gongkai.content.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import java.sql.Connection;
import java.sql.SQLException;

/** A newer version opens what an older one wrote, and its rules hold for it. */
class OldHomeIT {
    @Test
    void aHomeOfTheFirstSchemaIsOpenedByTheNewest() throws SQLException {
        TestPostgres old = TestPostgres.empty();
        Migrations.of(old.owner(), TestPostgres.APP).target("1").load().migrate();
        try (Connection owner = old.owner().getConnection()) {
            ScriptUtils.executeSqlScript(owner, new ClassPathResource("fixtures/home-v1.sql"));
        }

        Migrations.of(old.owner(), TestPostgres.APP).load().migrate();

        assertThat(Migrations.of(old.owner(), TestPostgres.APP).load().info().pending()).isEmpty();
        JdbcClient app = JdbcClient.create(old.app());
        assertThat(app.sql("select state from edition").query(String.class).single())
                .isEqualTo("APPROVED");
        assertThat(app.sql("select comment from approval").query(String.class).single())
                .isEqualTo("同意");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> app.sql("update edition set state = 'DRAFT'").update())
                .withMessageContaining("cannot go from APPROVED to DRAFT");
    }
}
