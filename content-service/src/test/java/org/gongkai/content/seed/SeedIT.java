package org.gongkai.content.seed;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.engine.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SeedIT {
    private static final TestPostgres DATABASE = TestPostgres.fresh();

    @Test
    void seededRowsAreAsLawfulAsWritten() throws Exception {
        Seed seed = new Seed(DATABASE.owner(), 1);
        seed.fill(2_000);
        seed.prove();
        JdbcClient owner = JdbcClient.create(DATABASE.owner());
        assertThat(owner.sql("select count(*) from edition").query(Long.class).single())
                .isEqualTo(2_000L * Seed.EDITIONS);
        assertThat(
                        owner.sql("select count(distinct state) from edition where latest")
                                .query(Long.class)
                                .single())
                .isEqualTo(6);
    }
}
