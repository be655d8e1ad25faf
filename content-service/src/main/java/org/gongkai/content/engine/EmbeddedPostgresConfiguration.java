package org.gongkai.content.engine;

import static org.gongkai.content.engine.Secrets.Secret.POSTGRES_APP;
import static org.gongkai.content.engine.Secrets.Secret.POSTGRES_OWNER;
import static org.gongkai.content.engine.Secrets.Secret.POSTGRES_SUPERUSER;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import java.util.Map;

/** The database of our own, in the place of one configured by {@code spring.datasource.url}. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnEmbedded.Postgres.class)
class EmbeddedPostgresConfiguration {

    @Bean
    PostgresServer postgresServer(GongkaiHome home, Secrets secrets, EngineSettings settings) {
        PostgresServer server =
                PostgresServer.start(
                        PostgresBinaries.unpack(home.postgres()),
                        home.postgres(),
                        home.logs().resolve("postgres.log"),
                        secrets.value(POSTGRES_SUPERUSER),
                        settings.postgres().port(),
                        Map.of());
        GongkaiDatabase.prepare(
                server.superuser("postgres"),
                secrets.value(POSTGRES_OWNER),
                secrets.value(POSTGRES_APP));
        return server;
    }

    @Bean
    JdbcConnectionDetails applicationConnection(PostgresServer server, Secrets secrets) {
        return new Login(
                server.url(GongkaiDatabase.NAME), GongkaiDatabase.APP, secrets.value(POSTGRES_APP));
    }

    @Bean
    FlywayConnectionDetails ownerConnection(PostgresServer server, Secrets secrets) {
        return new OwnerLogin(
                server.url(GongkaiDatabase.NAME),
                GongkaiDatabase.OWNER,
                secrets.value(POSTGRES_OWNER));
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
