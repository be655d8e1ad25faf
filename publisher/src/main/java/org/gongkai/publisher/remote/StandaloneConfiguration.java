package org.gongkai.publisher.remote;

import com.zaxxer.hikari.HikariDataSource;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.IndexUpkeep;
import org.gongkai.publisher.KeptReleases;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.ReleaseRecords;
import org.gongkai.publisher.Releases;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.released.LocalReleases;
import org.gongkai.search.SearchConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What {@link org.gongkai.publisher.PublisherConfiguration} needs of an application, for the
 * publisher as a process of its own: content and ledger over HTTP, and the tables of Spring Batch.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
@Import(SearchConfiguration.class)
class StandaloneConfiguration {
    /** All content of a large site, or one video, over a slow line. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    private static final Duration LONGEST_RECORD = Duration.ofMinutes(2);
    private static final int CONNECTIONS = 4;

    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }

    /** Job bookkeeping is not truth, so its commits do not wait for the disk (decision 16). */
    @Bean
    HikariDataSource batchDataSource(
            DataSourceProperties database, PublisherProperties properties) {
        if (database.getUrl() == null) {
            throw new Misconfigured(
                    "spring.datasource.url is not set: name the PostgreSQL of the content service, such as jdbc:postgresql://postgres:5432/gongkai");
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("batch");
        pool.setJdbcUrl(database.getUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.addDataSourceProperty("options", "-c synchronous_commit=off -c search_path=batch");
        new Patience(properties.patience()).untilNot(BatchTables.missingIn(pool));
        return pool;
    }

    @Bean
    ContentSource contentSource(PublisherProperties properties) {
        return new HttpContentSource(contentService(properties, LONGEST_ANSWER));
    }

    /** Asked at the start already, for what a crash left; so here is waited for its answer. */
    @Bean
    ReleaseLedger releaseLedger(PublisherProperties properties) {
        ReleaseLedger ledger = new HttpReleaseLedger(contentService(properties, LONGEST_RECORD));
        new Patience(properties.patience())
                .untilNot(
                        () -> {
                            try {
                                ledger.active();
                                return null;
                            } catch (Unreachable e) {
                                return e.getMessage();
                            }
                        });
        return ledger;
    }

    @Bean
    PublicRecord publicRecord(PublisherProperties properties) {
        return new HttpPublicRecord(contentService(properties, LONGEST_ANSWER));
    }

    @Bean
    MissedRemovals missedRemovals(
            ContentSource source, SiteTrees trees, Releases releases, Clock clock) {
        return new MissedRemovals(source, trees, releases, clock);
    }

    @Bean
    RouterFunction<ServerResponse> releasesPort(
            Releases releases,
            KeptReleases kept,
            ReleaseProof proof,
            ReleaseRecords records,
            IndexUpkeep upkeep,
            SiteTrees trees,
            ReleaseStore store,
            Catalogues catalogues,
            PublisherProperties properties) {
        return new ReleasesPort(
                        releases,
                        kept,
                        proof,
                        records,
                        upkeep,
                        new LocalReleases(trees, store, catalogues),
                        store::forms,
                        properties.internalToken())
                .routes();
    }

    private static Peer contentService(PublisherProperties properties, Duration reading) {
        return new Peer(
                "content service",
                "gongkai.publisher.content-service",
                properties.contentService(),
                properties.internalToken(),
                reading);
    }
}
