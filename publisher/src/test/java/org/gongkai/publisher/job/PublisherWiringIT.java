package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.PublisherConfiguration;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchDataSource;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

import javax.sql.DataSource;

/** The publisher as an application imports it: real theme, real batch tables. */
class PublisherWiringIT {

    @Test
    void anApplicationThatImportsThePublisherReleasesThroughTheRealTheme(@TempDir Path home) {
        BatchTables.empty();
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                BatchAutoConfiguration.class, BatchJdbcAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "gongkai.home=" + home,
                        "gongkai.publisher.grace=0s",
                        "spring.batch.jdbc.initialize-schema=never")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            context.getBean(InMemoryContent.class)
                                    .approve(InMemoryContent.draft("公交"));

                            ReleaseReport report =
                                    context.getBean(Releases.class).release("tester");

                            assertThat(report.changed()).isTrue();
                            assertThat(report.warnings())
                                    .extracting("rule")
                                    .contains("META-1", "FOOT-1");
                            assertThat(Objects.requireNonNull(report.outcome()).held()).isEmpty();
                            assertThat(context.getBean(SearchShell.class).html())
                                    .get()
                                    .asString()
                                    .contains("data-search-form");
                            assertThat(home.resolve("site/current/index.html"))
                                    .content()
                                    .contains("公交");
                        });
    }

    @Configuration(proxyBeanMethods = false)
    @Import(PublisherConfiguration.class)
    static class Application {
        @Bean
        @BatchDataSource
        DataSource batchDataSource() {
            return BatchTables.dataSource();
        }

        @Bean
        PlatformTransactionManager transactionManager(@BatchDataSource DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        Clock clock() {
            return new SteppingClock();
        }

        @Bean
        InMemoryContent content() {
            return new InMemoryContent();
        }

        @Bean
        InMemoryLedger ledger(InMemoryContent content, Clock clock) {
            return new InMemoryLedger(content, clock);
        }

        @Bean
        SearchIndex index() {
            return new InMemoryIndex();
        }
    }
}
