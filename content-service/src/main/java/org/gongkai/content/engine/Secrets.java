package org.gongkai.content.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * Passwords and tokens that nobody has to think of: each is drawn when it is first asked for and
 * kept in a file of its own that only the owner can read. Thread-safe.
 */
public final class Secrets {
    /** What is kept, and under which file name. */
    public enum Secret {
        POSTGRES_SUPERUSER,
        POSTGRES_OWNER,
        POSTGRES_APP,
        ELASTICSEARCH,
        /** Lets the commands of the launcher act on the running server. */
        CLI_TOKEN,
        /** Lets publisher and content service, as processes of their own, trust each other. */
        INTERNAL_TOKEN,
        /** Signs the addresses of review links. */
        REVIEW_LINK_KEY,
        /** By which requests with an idempotency key are known again. */
        REQUEST_FINGERPRINTS,
        /** Signs what devices keep to be known again at sign-in. */
        DEVICE_KEY,
        INITIAL_ADMINISTRATOR;

        String fileName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;
    private final Map<Secret, String> configured;

    public Secrets(GongkaiHome home) {
        this(home, Map.of());
    }

    /**
     * @param configured values that come from the configuration and go before those in files
     */
    Secrets(GongkaiHome home, Map<Secret, String> configured) {
        this.directory = home.secrets();
        this.configured = Map.copyOf(configured);
    }

    /** Where a secret stands, to tell the operator. */
    public Path file(Secret secret) {
        return directory.resolve(secret.fileName());
    }

    /** The value, drawn now if it was never asked for. */
    public synchronized String value(Secret secret) {
        String given = configured.get(secret);
        if (given != null) {
            return given;
        }
        Path file = file(secret);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw new StartRefused(
                        file + " is empty; put the secret back from a backup of GONGKAI_HOME");
            }
            return value;
        } catch (IOException e) {
            throw new StartRefused("cannot read the secret " + file + ": " + e.getMessage(), e);
        }
    }

    private static void create(Path file) {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            Path fresh =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            file.getFileName().toString(),
                            ".new",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, value + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Another thread of this home was first; its value counts.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
