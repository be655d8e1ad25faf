package org.gongkai.publisher.job;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

import java.io.IOException;
import java.util.Objects;

import javax.sql.DataSource;

/** Spring Batch's tables in a real PostgreSQL, one for all tests of this JVM. */
public final class BatchTables {
    private static final class Shared {
        static final DataSource POSTGRES = start();
    }

    private BatchTables() {}

    public static DataSource dataSource() {
        return Shared.POSTGRES;
    }

    /** Forgets all jobs; ids go on, because Spring Batch tells executions in one JVM by them. */
    static void empty() {
        new JdbcTemplate(dataSource()).execute("truncate batch_job_instance cascade");
    }

    static JobRepository repository() {
        try {
            JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(dataSource());
            factory.setTransactionManager(new JdbcTransactionManager(dataSource()));
            factory.afterPropertiesSet();
            return Objects.requireNonNull(factory.getObject());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource start() {
        try {
            DataSource postgres = EmbeddedPostgres.start().getPostgresDatabase();
            new ResourceDatabasePopulator(
                            new ClassPathResource(
                                    "org/springframework/batch/core/schema-postgresql.sql"))
                    .execute(postgres);
            return postgres;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
