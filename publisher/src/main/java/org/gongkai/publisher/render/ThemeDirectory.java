package org.gongkai.publisher.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An operator's theme on disk: {@code templates/*.jte}, assets, {@code words.properties}. Nothing
 * outside of the directory is read, whatever links in it say.
 */
final class ThemeDirectory {
    private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9]*\\.jte");
    private static final Pattern ASSET =
            Pattern.compile(
                    "[A-Za-z0-9][A-Za-z0-9_-]*\\.(css|js|svg|png|jpg|jpeg|gif|webp|ico|woff2)");

    private final Path directory;

    ThemeDirectory(Path directory) {
        this.directory = directory;
    }

    /** How to call one of its files in a message. */
    String place(String path) {
        return directory.resolve(path).toString();
    }

    /** What changes when a file does: names, sizes and times. Reads no file. */
    String stamp() {
        StringBuilder stamp = new StringBuilder();
        files().forEach(
                        (path, file) -> {
                            try {
                                stamp.append(path)
                                        .append(' ')
                                        .append(Files.size(file))
                                        .append(' ')
                                        .append(Files.getLastModifiedTime(file))
                                        .append('\n');
                            } catch (IOException e) {
                                throw unreadable(path, e);
                            }
                        });
        return stamp.toString();
    }

    /** The bytes of its files by their paths in it. */
    Map<String, byte[]> read() {
        Map<String, byte[]> bytes = new TreeMap<>();
        files().forEach(
                        (path, file) -> {
                            try {
                                bytes.put(path, Files.readAllBytes(file));
                            } catch (IOException e) {
                                throw unreadable(path, e);
                            }
                        });
        return bytes;
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        try {
            Path root = directory.toRealPath();
            for (Path file : in(root)) {
                String name = file.getFileName().toString();
                if (name.equals(ThemeFiles.WORDS) || ASSET.matcher(name).matches()) {
                    files.put(name, inside(root, file));
                }
            }
            Path templates = root.resolve(ThemeFiles.TEMPLATE_DIRECTORY);
            if (Files.isDirectory(templates)) {
                for (Path file : in(inside(root, templates))) {
                    String path = ThemeFiles.TEMPLATE_DIRECTORY + file.getFileName();
                    if (path.endsWith(".jte")) {
                        requireTemplateName(file.getFileName().toString());
                        files.put(path, inside(root, file));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            throw new ThemeBroken(
                    "There is no %s: put the theme there, or unset gongkai.publisher.theme"
                            .formatted(e.getFile()),
                    e);
        } catch (IOException e) {
            throw unreadable("", e);
        }
        return files;
    }

    private static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private Path inside(Path root, Path file) throws IOException {
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new ThemeBroken(
                    "%s leads out of the theme, to %s: put the file itself there"
                            .formatted(directory.resolve(root.relativize(file)), real));
        }
        return real;
    }

    private void requireTemplateName(String name) {
        if (!TEMPLATE.matcher(name).matches()) {
            throw new ThemeBroken(
                    "%s: the name of a template consists of small letters and digits"
                            .formatted(place(ThemeFiles.TEMPLATE_DIRECTORY + name)));
        }
    }

    private ThemeBroken unreadable(String path, IOException e) {
        return new ThemeBroken("%s cannot be read: %s".formatted(place(path), e), e);
    }
}
