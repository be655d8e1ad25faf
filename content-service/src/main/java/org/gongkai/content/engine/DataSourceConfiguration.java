package org.gongkai.content.engine;

import com.zaxxer.hikari.HikariDataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The second pool: job bookkeeping is not truth, so its commits do not wait for the disk, and its
 * tables live in a schema of their own (decision 16).
 */
@Configuration(proxyBeanMethods = false)
class DataSourceConfiguration {

    @Bean
    FlywayConfigurationCustomizer migrations(JdbcConnectionDetails application) {
        String role =
                java.util.Objects.requireNonNullElse(
                        application.getUsername(), GongkaiDatabase.APP);
        return flyway -> Migrations.configure(flyway, role);
    }

    /** Where nothing else is configured for Flyway, the runtime role is the owner, too. */
    @Bean
    OwnerAccess ownerAccess(FlywayConnectionDetails migrating, JdbcConnectionDetails application) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        String url = migrating.getJdbcUrl();
        boolean own = migrating.getUsername() != null;
        source.setUrl(url == null ? application.getJdbcUrl() : url);
        source.setUser(own ? migrating.getUsername() : application.getUsername());
        source.setPassword(own ? migrating.getPassword() : application.getPassword());
        source.setCurrentSchema(Migrations.SCHEMA);
        return new OwnerAccess(source);
    }

    @BatchDataSource
    @Bean(defaultCandidate = false)
    HikariDataSource batchDataSource(JdbcConnectionDetails application, EngineSettings settings) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("batch");
        pool.setJdbcUrl(application.getJdbcUrl());
        pool.setUsername(application.getUsername());
        pool.setPassword(application.getPassword());
        pool.setMaximumPoolSize(settings.batch().connections());
        pool.setMinimumIdle(0);
        pool.addDataSourceProperty("options", "-c synchronous_commit=off -c search_path=batch");
        return pool;
    }

    @BatchDataSource
    @Bean(defaultCandidate = false)
    PlatformTransactionManager batchTransactionManager(
            @BatchDataSource javax.sql.DataSource batchDataSource) {
        return new JdbcTransactionManager(batchDataSource);
    }
}
