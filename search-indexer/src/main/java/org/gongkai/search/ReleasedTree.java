package org.gongkai.search;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The released site as files. Read anew for each question, because a release switches the tree
 * under the same name.
 */
final class ReleasedTree {
    private final Path shell;
    private final Path release;
    private final JsonMapper json = new JsonMapper();

    /**
     * @param shell {@code ROOT/search/index.html}; the release describes itself in {@code
     *     ROOT/release.json}
     */
    ReleasedTree(Path shell) {
        Path directory = shell.toAbsolutePath().getParent();
        Path root = directory == null ? null : directory.getParent();
        if (root == null) {
            throw new IllegalArgumentException(
                    "gongkai.search.shell is "
                            + shell
                            + ": it must be search/index.html inside a released tree");
        }
        this.shell = shell;
        this.release = root.resolve("release.json");
    }

    Optional<String> shell() {
        try {
            return Optional.of(Files.readString(shell, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the released search page " + shell, e);
        }
    }

    long lastRemoval() {
        try {
            JsonNode number = json.readTree(Files.readAllBytes(release)).path("lastRemoval");
            if (!number.isIntegralNumber()) {
                throw new IllegalStateException(
                        release + " has no number 'lastRemoval': the next release writes it");
            }
            return number.longValue();
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    release
                            + " is missing: there is no release yet, or the site is not where gongkai.search.shell says",
                    e);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("Could not read " + release + ": " + e.getMessage(), e);
        }
    }
}
