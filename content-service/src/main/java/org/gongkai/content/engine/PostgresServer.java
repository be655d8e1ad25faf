package org.gongkai.content.engine;

import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * A PostgreSQL of our own over one data directory, on the loopback interface, with passwords from
 * the first second.
 *
 * <p>The library's {@code EmbeddedPostgres} is for tests: it turns fsync off, trusts everyone and
 * stops in a shutdown hook beside the application's. So only its binaries are used. The postmaster
 * runs in a session of its own ({@code pg_ctl}), so that Ctrl-C reaches the application first.
 */
final class PostgresServer implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    static final String WAY_OUT =
            "; to use a PostgreSQL of your own set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME"
                    + " and SPRING_DATASOURCE_PASSWORD";

    private static final String MAJOR = "18";
    private static final int ATTEMPTS = 3;
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private final PostgresBinaries binaries;
    private final Path directory;
    private final Path data;
    private final Path logFile;
    private final String password;
    private int port;

    private PostgresServer(
            PostgresBinaries binaries, Path directory, Path logFile, String password) {
        this.binaries = binaries;
        this.directory = directory.toAbsolutePath();
        this.data = this.directory.resolve("data");
        this.logFile = logFile;
        this.password = password;
    }

    /**
     * Starts the server, initialising the directory the first time and stopping a server that an
     * earlier, killed process left behind on it.
     *
     * @param directory holds the data
     * @param fixedPort 0 for any free one
     * @param settings go over the defaults, for tests that need no durability
     * @throws StartRefused if the data directory cannot be used
     */
    static PostgresServer start(
            PostgresBinaries binaries,
            Path directory,
            Path logFile,
            String password,
            int fixedPort,
            Map<String, String> settings) {
        PostgresServer server = new PostgresServer(binaries, directory, logFile, password);
        try {
            if (Files.exists(server.data.resolve("PG_VERSION"))) {
                server.checkVersion();
            } else {
                server.initialise();
            }
            server.startOnFreePort(fixedPort, settings);
        } catch (IOException e) {
            throw new StartRefused(
                    "cannot use the database directory "
                            + server.data
                            + ": "
                            + e.getMessage()
                            + WAY_OUT,
                    e);
        }
        return server;
    }

    private void checkVersion() throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new StartRefused(
                    "%s was made by PostgreSQL %s, this is %s; restore a backup into a new GONGKAI_HOME"
                            .formatted(data, version, MAJOR));
        }
    }

    /**
     * Beside the final place and then renamed, so that a kill in between leaves nothing half made.
     */
    private void initialise() throws IOException {
        if (Files.exists(data)) {
            throw new IOException("it exists but holds no database");
        }
        // A name of its own: the initdb of a killed process may still be writing to an earlier one.
        Path fresh = Files.createTempDirectory(directory, "data.new");
        Path passwordFile =
                Files.createTempFile(
                        directory,
                        "initial",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password);
            run(
                    "initdb",
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums");
        } finally {
            Files.delete(passwordFile);
        }
        Path configuration = fresh.resolve("postgresql.conf");
        Files.writeString(
                configuration,
                Files.readString(configuration) + "\ninclude_if_exists = 'gongkai.conf'\n");
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startOnFreePort(int fixedPort, Map<String, String> settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = fixedPort > 0 ? fixedPort : freePort();
            writeSettings(settings);
            long logged = Files.exists(logFile) ? Files.size(logFile) : 0;
            try {
                // Each time: what a process started just before it was killed may come up only now.
                new Orphan(data).stop(this::stop);
                run(
                        "pg_ctl",
                        "start",
                        "--pgdata=" + data,
                        "--log=" + logFile,
                        "--wait",
                        "--timeout=120",
                        "--silent");
                log.info(
                        "PostgreSQL {} serves {} on port {}", PostgresBinaries.VERSION, data, port);
                return;
            } catch (IOException e) {
                String said = lastComplaint(logged);
                if (fixedPort > 0 || attempt == ATTEMPTS) {
                    throw new IOException(said.isEmpty() ? e.getMessage() : said, e);
                }
                log.warn("PostgreSQL did not start on port {} ({}), trying another", port, said);
            }
        }
    }

    private void writeSettings(Map<String, String> changed) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("port", Integer.toString(port));
        settings.put("max_connections", "60");
        // A release or a calendar locks the chain of every document that it moves.
        settings.put("max_locks_per_transaction", "2048");
        settings.put("random_page_cost", "1.1");
        settings.put("shared_buffers", "128MB");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.putAll(changed);
        StringBuilder lines = new StringBuilder("# Written at every start.\n");
        settings.forEach(
                (name, value) ->
                        lines.append(name)
                                .append(" = '")
                                .append(value.replace("'", "''"))
                                .append("'\n"));
        Files.writeString(data.resolve("gongkai.conf"), lines);
    }

    private String lastComplaint(long from) throws IOException {
        if (!Files.exists(logFile)) {
            return "";
        }
        byte[] written = Files.readAllBytes(logFile);
        String fresh =
                new String(
                        written, (int) from, (int) (written.length - from), StandardCharsets.UTF_8);
        return fresh.lines()
                .filter(line -> line.contains("FATAL:"))
                .findFirst()
                .map(line -> line.substring(line.indexOf("FATAL:") + 6).strip())
                .orElse("see " + logFile);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Runs one of PostgreSQL's programs; what it says goes into a file, because a daemon keeps a
     * pipe open.
     */
    private void run(String program, String... arguments) throws IOException {
        Path said = Files.createTempFile(directory, program, ".out");
        try {
            Process process =
                    new ProcessBuilder(new ArrayList<>(binaries.command(program, arguments)))
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .directory(directory.toFile())
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(150, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not come to an end within 150 s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed: " + Files.readString(said).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + program, e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Unpooled connections of the superuser, for setting the server up. */
    DataSource superuser(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(SUPERUSER);
        source.setPassword(password);
        return source;
    }

    /** The pid of the postmaster, if it runs. */
    Optional<Long> pid() {
        return new Orphan(data).pid();
    }

    private void stop() throws IOException {
        run(
                "pg_ctl",
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--timeout=60",
                "--silent");
    }

    /** Ends the sessions, writes a checkpoint and stops. */
    @Override
    public void close() {
        if (pid().isEmpty()) {
            return;
        }
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + data + " did not stop", e);
        }
    }
}
