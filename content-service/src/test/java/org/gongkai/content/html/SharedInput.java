package org.gongkai.content.html;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real and hostile input that lies beside the repository; tests that need it skip without it. */
public final class SharedInput {
    private SharedInput() {}

    /** A file or directory below {@code ../shared/input}, as seen from the repository's root. */
    public static Path find(String name) {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("shared/input"))) {
            at = at.getParent();
        }
        Assumptions.assumeTrue(
                at != null && Files.exists(at.resolve("shared/input").resolve(name)),
                "no ../shared/input/" + name + " beside the repository");
        assert at != null;
        return at.resolve("shared/input").resolve(name);
    }
}
