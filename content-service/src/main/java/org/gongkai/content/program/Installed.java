package org.gongkai.content.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs of this machine are. */
public final class Installed {
    /** The setting that asks for none. */
    public static final String OFF = "off";

    private Installed() {}

    /**
     * A program as a setting names it.
     *
     * @param setting its file; empty for that on the PATH, {@link #OFF} for none
     */
    public static Optional<Path> program(String setting, String name) {
        return switch (setting) {
            case OFF -> Optional.empty();
            case "" -> onPath(name);
            default -> at(Path.of(setting));
        };
    }

    /** The first on the PATH. */
    public static Optional<Path> onPath(String name) {
        return Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "")
                                .split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .flatMap(file -> at(file).stream())
                .findFirst();
    }

    /** The program in this file, if it is one. */
    public static Optional<Path> at(Path file) {
        return Optional.of(file.toAbsolutePath())
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path));
    }

    /** What goes before a command, so that whoever waits for a page comes first. */
    public static List<String> gently() {
        return onPath("nice").map(nice -> List.of(nice.toString(), "-n", "10")).orElse(List.of());
    }
}
