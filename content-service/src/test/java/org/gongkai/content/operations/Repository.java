package org.gongkai.content.operations;

import java.nio.file.Files;
import java.nio.file.Path;

/** The repository that this test is in. */
public final class Repository {
    private Repository() {}

    public static Path file(String name) {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("docker-compose.yml"))) {
                return directory.resolve(name);
            }
        }
        throw new AssertionError("no docker-compose.yml at or above " + start);
    }
}
