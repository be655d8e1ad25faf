package org.gongkai.content.engine;

import static org.gongkai.content.engine.Secrets.Secret.POSTGRES_APP;
import static org.gongkai.content.engine.Secrets.Secret.POSTGRES_OWNER;
import static org.gongkai.content.engine.Secrets.Secret.POSTGRES_SUPERUSER;

import org.postgresql.ds.PGSimpleDataSource;

import java.util.Map;

/** The embedded database of a home with its roles, started and stopped without Spring. */
public final class OwnDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final Secrets secrets;

    private OwnDatabase(PostgresServer server, Secrets secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    /**
     * Starts it on a home that this process has locked.
     *
     * @param port 0 for any free one
     */
    public static OwnDatabase start(GongkaiHome home, Secrets secrets, int port) {
        PostgresServer server =
                PostgresServer.start(
                        PostgresBinaries.unpack(home.postgres()),
                        home.postgres(),
                        home.logs().resolve("postgres.log"),
                        secrets.value(POSTGRES_SUPERUSER),
                        port,
                        Map.of());
        try {
            GongkaiDatabase.prepare(
                    server.superuser("postgres"),
                    secrets.value(POSTGRES_OWNER),
                    secrets.value(POSTGRES_APP));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return new OwnDatabase(server, secrets);
    }

    public OwnerAccess owner() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(GongkaiDatabase.OWNER);
        source.setPassword(ownerPassword());
        source.setCurrentSchema(Migrations.SCHEMA);
        return new OwnerAccess(source);
    }

    String url() {
        return server.url(GongkaiDatabase.NAME);
    }

    String ownerPassword() {
        return secrets.value(POSTGRES_OWNER);
    }

    String appPassword() {
        return secrets.value(POSTGRES_APP);
    }

    @Override
    public void close() {
        server.close();
    }
}
