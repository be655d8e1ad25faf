package org.gongkai.content.engine;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The database of our own, in the place of one configured by {@code spring.datasource.url}. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnEmbedded.Postgres.class)
class EmbeddedPostgresConfiguration {

    @Bean
    OwnDatabase ownDatabase(GongkaiHome home, Secrets secrets, EngineSettings settings) {
        return OwnDatabase.start(home, secrets, settings.postgres().port());
    }

    @Bean
    JdbcConnectionDetails applicationConnection(OwnDatabase database) {
        return new Login(database.url(), GongkaiDatabase.APP, database.appPassword());
    }

    @Bean
    FlywayConnectionDetails ownerConnection(OwnDatabase database) {
        return new OwnerLogin(database.url(), GongkaiDatabase.OWNER, database.ownerPassword());
    }

    private record Login(String url, String user, String password)
            implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    private record OwnerLogin(String url, String user, String password)
            implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String toString() {
            return user + " at " + url;
        }
    }
}
