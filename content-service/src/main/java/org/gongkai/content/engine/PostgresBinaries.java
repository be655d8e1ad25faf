package org.gongkai.content.engine;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path. Two processes may unpack
 * at the same time.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path directory) {
    /** The version of the archive; a new one is unpacked beside the old. */
    static final String VERSION = "18.6.0";

    static synchronized PostgresBinaries unpack(Path parent) {
        Path directory = parent.resolve("postgresql-" + VERSION);
        if (Files.exists(directory)) {
            return new PostgresBinaries(directory);
        }
        try {
            Files.createDirectories(parent);
            try (FileChannel channel =
                            FileChannel.open(
                                    parent.resolve("unpacking"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                if (!Files.exists(directory)) {
                    Path partial = parent.resolve("postgresql-" + VERSION + ".partial");
                    deleteTree(partial);
                    extract(partial);
                    Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "cannot unpack PostgreSQL into "
                            + parent
                            + ": "
                            + e.getMessage()
                            + PostgresServer.WAY_OUT,
                    e);
        }
        return new PostgresBinaries(directory);
    }

    List<String> command(String program, String... arguments) {
        List<String> command = new java.util.ArrayList<>();
        if (runsAsRoot()) {
            // PostgreSQL refuses root; in a user namespace of its own it is nobody in particular.
            command.add("unshare");
            command.add("-U");
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static boolean runsAsRoot() {
        try {
            return Files.isDirectory(Path.of("/proc/self"))
                    && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void extract(Path target) throws IOException {
        try (InputStream archive = archive();
                XZInputStream unpacked = new XZInputStream(archive);
                TarArchiveInputStream entries = new TarArchiveInputStream(unpacked)) {
            for (@org.jspecify.annotations.Nullable TarArchiveEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                write(entry, entries, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = java.util.Objects.requireNonNull(path.getParent(), "inside target");
        Files.createDirectories(parent);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(content, path);
            if (parent.endsWith("bin") && !path.toFile().setExecutable(true)) {
                throw new IOException(path + " cannot be made executable");
            }
        }
    }

    private static InputStream archive() throws IOException {
        String os = System.getProperty("os.name", "");
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        @org.jspecify.annotations.Nullable
        InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                        os.startsWith("Mac") ? "Darwin" : os,
                        machine.equals("amd64") ? "x86_64" : machine);
        if (archive == null) {
            throw new IOException("there are no binaries for " + os + " on " + machine);
        }
        return archive;
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
