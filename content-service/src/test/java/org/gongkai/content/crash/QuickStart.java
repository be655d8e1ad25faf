package org.gongkai.content.crash;

import org.gongkai.content.canonical.Digest;
import org.springframework.util.FileSystemUtils;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What the JVM learned of the application in one run of it (JEP 514), so that each of many starts
 * takes a third of the time. Kept below {@code target} until the application's classes change.
 */
final class QuickStart {
    private static final Path KEPT = Path.of("target", "quick-start").toAbsolutePath();

    private final String classPath;
    private final Path cache;

    private QuickStart(String classPath, Path cache) {
        this.classPath = classPath;
        this.cache = cache;
    }

    /** Of the class path of this JVM without the tests; directories in it become archives. */
    static QuickStart ofThisBuild() throws IOException {
        List<Path> places = places();
        StringBuilder key = new StringBuilder();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                for (Path file : files(place)) {
                    key.append(place.relativize(file))
                            .append(Digest.of(Files.readAllBytes(file)).hex());
                }
            } else {
                key.append(place)
                        .append(Files.size(place))
                        .append(Files.getLastModifiedTime(place).toMillis());
            }
        }
        Path directory =
                KEPT.resolve(
                        Digest.of(key.toString().getBytes(StandardCharsets.UTF_8))
                                .hex()
                                .substring(0, 16));
        if (!Files.isDirectory(directory)) {
            FileSystemUtils.deleteRecursively(KEPT);
            Files.createDirectories(directory);
        }
        StringBuilder classPath = new StringBuilder();
        for (Path place : places) {
            Path jar = place;
            if (Files.isDirectory(place)) {
                jar = directory.resolve(places.indexOf(place) + ".jar");
                pack(place, jar);
            }
            classPath.append(classPath.isEmpty() ? "" : File.pathSeparator).append(jar);
        }
        return new QuickStart(classPath.toString(), directory.resolve("application.aot"));
    }

    private static List<Path> places() {
        Path tests =
                Path.of(
                        Objects.requireNonNull(
                                        QuickStart.class.getProtectionDomain().getCodeSource())
                                .getLocation()
                                .getPath());
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .filter(place -> Files.exists(place) && !place.equals(tests))
                .toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        return all(directory).stream().filter(Files::isRegularFile).toList();
    }

    private static Set<Path> all(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return new TreeSet<>(all.toList());
        }
    }

    private static void pack(Path directory, Path jar) throws IOException {
        if (Files.exists(jar)) {
            return; // the JVM takes what it learned only for the very same file
        }
        Path fresh = Files.createTempFile(KEPT, "packed", ".new");
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(fresh))) {
            packed.setLevel(1);
            for (Path file : all(directory)) {
                String name = directory.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    // The application looks for directories, too.
                    packed.putNextEntry(new JarEntry(name + "/"));
                } else {
                    packed.putNextEntry(new JarEntry(name));
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether a run was recorded; without one, starts are as slow as ever. */
    boolean recorded() {
        return Files.exists(cache);
    }

    /** What java is told to start quickly. */
    List<String> options() {
        return List.of("-cp", classPath, "-XX:AOTCache=" + cache);
    }

    /** What java is told to record a run, which has to be ended in good order. */
    List<String> recording() {
        return List.of("-cp", classPath, "-XX:AOTCacheOutput=" + recordedNow());
    }

    /** Keeps the run that was recorded. */
    void keep() throws IOException {
        Files.move(recordedNow(), cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path recordedNow() {
        return cache.resolveSibling("recorded.aot");
    }
}
