package org.gongkai.content.engine;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.test.context.DynamicPropertyRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * A fresh database with the newest schema and both roles, as in production. One server per JVM,
 * started by the first test that asks; each database is a copy of one migrated template, so that it
 * costs some 50 ms.
 *
 * <pre>{@code
 * static final TestPostgres database = TestPostgres.fresh();
 *
 * @DynamicPropertySource
 * static void use(DynamicPropertyRegistry registry) {
 *     database.configure(registry);
 * }
 * }</pre>
 *
 * @param url of the database, without a user
 */
public record TestPostgres(String url) {
    public static final String OWNER = GongkaiDatabase.OWNER;
    public static final String APP = GongkaiDatabase.APP;

    /** Of both roles; the server is gone with the JVM. */
    public static final String PASSWORD = "only-in-tests";

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger counter = new AtomicInteger();

    /** A database of its own for a test class. */
    public static TestPostgres fresh() {
        return copyOf(TEMPLATE);
    }

    /** A database in which no migration has run. */
    public static TestPostgres empty() {
        return copyOf("template1");
    }

    private static TestPostgres copyOf(String template) {
        String name = "test_" + counter.incrementAndGet();
        PostgresServer server = Shared.SERVER;
        synchronized (Shared.class) { // a template cannot be copied twice at the same time
            try (Connection superuser = server.superuser("postgres").getConnection()) {
                GongkaiDatabase.create(superuser, name, template);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot create the test database " + name, e);
            }
        }
        return new TestPostgres(server.url(name));
    }

    /** Connections of the runtime role, which owns nothing; search path {@code gongkai}. */
    public DataSource app() {
        return connectedAs(APP);
    }

    /** Connections of the role that owns the tables; search path {@code gongkai}. */
    public DataSource owner() {
        return connectedAs(OWNER);
    }

    private DataSource connectedAs(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(PASSWORD);
        source.setCurrentSchema(Migrations.SCHEMA);
        return source;
    }

    /**
     * Points an application under test at this database, and at a home of its own. It gets no
     * search engine: a test that searches registers its own {@code spring.elasticsearch.uris} after
     * this.
     */
    public void configure(DynamicPropertyRegistry registry) {
        Path home = temporaryDirectory("gongkai-home");
        registry.add("gongkai.home", home::toString);
        registry.add("spring.elasticsearch.uris", () -> "http://127.0.0.1:9");
        properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** The settings that point an application at this database. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", APP,
                "spring.datasource.password", PASSWORD,
                "spring.flyway.url", url,
                "spring.flyway.user", OWNER,
                "spring.flyway.password", PASSWORD);
    }

    /** Gone with the JVM. */
    private static Path temporaryDirectory(String prefix) {
        try {
            Path directory = Files.createTempDirectory(prefix);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            PostgresBinaries.deleteTree(directory);
        } catch (IOException | UncheckedIOException e) {
            // Something of the application still writes; the machine clears its temporary files.
        }
    }

    private static final class Shared {
        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                Path directory = Files.createTempDirectory("gongkai-postgres");
                Path binaries = Path.of(System.getProperty("java.io.tmpdir"), "gongkai-binaries");
                PostgresServer server =
                        PostgresServer.start(
                                PostgresBinaries.unpack(binaries),
                                directory,
                                directory.resolve("log"),
                                PASSWORD,
                                0,
                                Map.of(
                                        "fsync",
                                        "off",
                                        "full_page_writes",
                                        "off",
                                        "max_connections",
                                        "200"));
                // After the applications, which may still be at work when the JVM ends.
                SpringApplication.getShutdownHandlers().add(() -> discard(server, directory));
                GongkaiDatabase.prepare(server.superuser("postgres"), PASSWORD, PASSWORD);
                try (Connection superuser = server.superuser("postgres").getConnection()) {
                    GongkaiDatabase.create(superuser, TEMPLATE, "template1");
                }
                TestPostgres template = new TestPostgres(server.url(TEMPLATE));
                Migrations.of(template.owner(), APP).load().migrate();
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("no PostgreSQL for the tests", e);
            }
        }

        private static void discard(PostgresServer server, Path directory) {
            server.close();
            delete(directory);
        }
    }
}
