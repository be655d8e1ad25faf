package org.gongkai.content.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The one directory that holds everything the system keeps: {@code gongkai.home}, by default {@code
 * ./var}. Immutable; opening it makes what is missing.
 */
public record GongkaiHome(Path root) {
    /** Rises when a newer release changes the layout so that an older one could do harm. */
    static final int LAYOUT = 1;

    public GongkaiHome {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes the directory ready for use.
     *
     * @throws StartRefused if it cannot be written, or was made by a newer version
     */
    public static GongkaiHome open(Path root) {
        GongkaiHome home = new GongkaiHome(root);
        try {
            Files.createDirectories(home.root);
            if (!Files.isWritable(home.root)) {
                throw home.unusable("it is not writable", null);
            }
            home.checkVersion();
            for (Path directory :
                    List.of(
                            home.postgres(),
                            home.elasticsearch(),
                            home.files(),
                            home.site(),
                            home.releases(),
                            home.logs())) {
                Files.createDirectories(directory);
            }
            for (Path directory : List.of(home.secrets(), home.run())) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(
                        directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw home.unusable(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
        return home;
    }

    private void checkVersion() throws IOException {
        Path file = root.resolve("version");
        if (!Files.exists(file)) {
            Path fresh = Files.writeString(root.resolve("version.new"), LAYOUT + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        String written = Files.readString(file).strip();
        if (!written.matches("\\d{1,6}")) {
            throw unusable("its file 'version' says \"" + written + "\"", null);
        }
        if (Integer.parseInt(written) > LAYOUT) {
            throw new StartRefused(
                    "%s was made by a newer gongkai (layout %s, this one knows %d); use that version or another GONGKAI_HOME"
                            .formatted(root, written, LAYOUT));
        }
    }

    private StartRefused unusable(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message =
                "cannot use %s as GONGKAI_HOME: %s; make it writable or set GONGKAI_HOME to another directory"
                        .formatted(root, why);
        return cause == null ? new StartRefused(message) : new StartRefused(message, cause);
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path elasticsearch() {
        return root.resolve("elasticsearch");
    }

    /** Content-addressed uploads. */
    public Path files() {
        return root.resolve("files");
    }

    /** The public trees and the link that says which one is current. */
    public Path site() {
        return root.resolve("site");
    }

    public Path releases() {
        return root.resolve("releases");
    }

    /** Readable by the owner alone. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What describes the running process; readable by the owner alone. */
    public Path run() {
        return root.resolve("run");
    }
}
