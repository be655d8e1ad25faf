package org.gongkai.content.operations;

import org.gongkai.content.engine.GongkaiHome;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The server that runs on a home, as it tells the commands of the launcher through {@code
 * run/server.json}. A file whose process has ended says nothing.
 */
public record RunningServer(long pid, int port) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public static Optional<RunningServer> of(GongkaiHome home) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(home)), RunningServer.class))
                    .filter(
                            server ->
                                    ProcessHandle.of(server.pid)
                                            .filter(ProcessHandle::isAlive)
                                            .isPresent());
        } catch (IOException | tools.jackson.core.JacksonException e) {
            return Optional.empty();
        }
    }

    /** Commands run on the same machine. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void write(GongkaiHome home) {
        try {
            Path fresh =
                    Files.createTempFile(
                            home.run(),
                            "server",
                            ".new",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, JSON.writeValueAsBytes(this));
            Files.move(fresh, file(home), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(home), e);
        }
    }

    static void remove(GongkaiHome home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(home), e);
        }
    }

    private static Path file(GongkaiHome home) {
        return home.run().resolve("server.json");
    }
}
