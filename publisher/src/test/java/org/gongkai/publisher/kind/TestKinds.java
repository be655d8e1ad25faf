package org.gongkai.publisher.kind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kinds of the application and one of the test's own. */
public final class TestKinds {
    private TestKinds() {}

    /** With {@code memo}, of which search knows {@code all} or {@code none}. */
    public static DocumentKinds withMemos(Path directory, String search) {
        return with(
                directory,
                "memo",
                """
                key: memo
                order: 99
                label: {zh: 备忘, en: Memo}
                search: %s
                """
                        .formatted(search));
    }

    static DocumentKinds with(Path directory, String key, String file) {
        try {
            Path kinds = Files.createDirectories(directory.resolve("kinds"));
            Files.writeString(kinds.resolve(key + ".yaml"), file);
            try (URLClassLoader classPath =
                    new URLClassLoader(
                            new URL[] {directory.toUri().toURL()},
                            TestKinds.class.getClassLoader())) {
                return DocumentKinds.read(classPath);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
