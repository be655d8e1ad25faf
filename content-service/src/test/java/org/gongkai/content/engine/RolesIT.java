package org.gongkai.content.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What production promises about the two roles. */
class RolesIT {
    private final TestPostgres database = TestPostgres.fresh();
    private final JdbcClient app = JdbcClient.create(database.app());

    @Test
    void theRuntimeRoleOwnsNothing() {
        assertThat(
                        app.sql("select count(*) from pg_tables where tableowner = current_user")
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void theBookkeepingOfJobsIsWithinItsReach() {
        assertThat(
                        app.sql("select nextval('batch.batch_job_instance_seq')")
                                .query(Long.class)
                                .single())
                .isPositive();
    }
}
