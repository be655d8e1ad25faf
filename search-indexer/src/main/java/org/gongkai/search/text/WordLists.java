package org.gongkai.search.text;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of equals, such as {@code 社保=社会保险}: ours, and those of a file of the operator. */
final class WordLists {
    private WordLists() {}

    /** The parts of each line; empty lines and those that begin with {@code #} are left out. */
    static List<List<String>> read(String resource, @Nullable Path file) {
        List<String> lines = new ArrayList<>(resource(resource).lines().toList());
        if (file != null) {
            lines.addAll(lines(file));
        }
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> parts(line, file))
                .toList();
    }

    private static List<String> parts(String line, @Nullable Path file) {
        List<String> parts =
                List.of(line.split("=", -1)).stream()
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .toList();
        if (parts.size() < 2) {
            throw new IllegalArgumentException(
                    "The line '%s' of %s is not of the form 词=词: correct it or take it out"
                            .formatted(line, file == null ? "our own list" : file));
        }
        return parts;
    }

    private static String resource(String name) {
        try (InputStream resource = WordLists.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not read "
                            + file
                            + ": it is named in gongkai.search.synonyms or gongkai.search.readings",
                    e);
        }
    }
}
