package org.gongkai.publisher.output;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Compares a tree with its manifest, byte by byte, and changes nothing. Files are read in small
 * pieces. Thread-safe.
 */
public final class TreeProbe {
    static final String RELEASE_JSON = "release.json";
    private static final String GZ = ".gz";
    private static final String NOTHING = "nothing";

    private final Path tree;
    private final Manifest manifest;
    private final Consumer<Damage> damaged;
    private final boolean complete;

    /**
     * @param complete whether every compressed file has to be there; a large release writes them
     *     afterwards
     * @param damaged hears of every damage, from any thread
     */
    public TreeProbe(Path tree, Manifest manifest, boolean complete, Consumer<Damage> damaged) {
        this.tree = tree;
        this.manifest = manifest;
        this.complete = complete;
        this.damaged = damaged;
    }

    /** A file of the manifest, and the compressed one beside it. */
    public void file(String path, Entry entry) {
        String name = name(path, entry);
        plain(name, entry);
        if (entry.compressed()) {
            compressed(name + GZ, entry);
        }
    }

    private static String name(String path, Entry entry) {
        return entry.status() == 410 ? ".gone" + path : path.substring(1);
    }

    /** What {@code /release.json} says. */
    public void releaseJson() {
        byte[] wanted = TreeWriter.releaseJson(manifest);
        String expected = said(Sha256.of(wanted), wanted.length);
        compare(RELEASE_JSON, expected, file -> said(file, wanted.length));
    }

    /** Whatever is there and does not belong there: files, links, empty directories. */
    public void strangers() {
        try {
            if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
                return; // then everything is missing
            }
            Files.walkFileTree(tree, new Strangers());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot walk through " + tree, e);
        }
    }

    /** Whatever stands, or should stand, under one name. */
    void named(String name) {
        Entry entry = TreeWriter.entry(name, manifest);
        if (name.equals(RELEASE_JSON)) {
            releaseJson();
        } else if (entry != null) {
            plain(name, entry);
        } else if (TreeWriter.isCompressedOfWanted(name, manifest)) {
            String plain = name.substring(0, name.length() - GZ.length());
            Entry beside = TreeWriter.entry(plain, manifest);
            if (beside != null) {
                compressed(name, beside);
            }
        } else if (Files.exists(tree.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            stranger(tree.resolve(name));
        }
    }

    private void plain(String name, Entry entry) {
        compare(name, said(entry.digest(), entry.size()), file -> said(file, entry.size()));
    }

    /** What it is does not matter, as long as readers get the bytes of the file beside it. */
    private void compressed(String name, Entry entry) {
        if (!complete && !Files.exists(tree.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        compare(
                name,
                said(entry.digest(), entry.size()) + ", compressed",
                file -> {
                    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                        return said(in, entry.size()) + ", compressed";
                    }
                });
    }

    /** Says what a file holds. */
    private interface Reading {
        String of(Path file) throws IOException;
    }

    private void compare(String name, String expected, Reading reading) {
        Path file = tree.resolve(name);
        String found;
        try {
            found = goesThroughLink(file) ? "a link on the way" : found(file, reading);
        } catch (IOException e) {
            found = "what cannot be read: " + e.getMessage();
        }
        if (found == null) {
            damaged.accept(new Damage(Damage.Kind.MISSING, "/" + name, expected, NOTHING));
        } else if (!found.equals(expected)) {
            damaged.accept(new Damage(Damage.Kind.TAMPERED, "/" + name, expected, found));
        }
    }

    private static @Nullable String found(Path file, Reading reading) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                return reading.of(file);
            } catch (NoSuchFileException e) {
                return null;
            }
        }
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? kind(file) : null;
    }

    private boolean goesThroughLink(Path file) {
        for (Path parent = Durable.directoryOf(file);
                !parent.equals(tree);
                parent = Durable.directoryOf(parent)) {
            if (Files.isSymbolicLink(parent)) {
                return true;
            }
        }
        return Files.isSymbolicLink(tree);
    }

    private static String kind(Path file) {
        if (Files.isSymbolicLink(file)) {
            return "a link";
        }
        return Files.isDirectory(file) ? "a directory" : "neither file nor directory";
    }

    private static String said(Path file, long expected) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return said(in, expected);
        }
    }

    /** Reads no further than one byte too many. */
    private static String said(InputStream in, long expected) throws IOException {
        MessageDigest digesting = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digesting.update(buffer, 0, read);
            size += read;
            if (size > expected) {
                return "more than %d bytes".formatted(expected);
            }
        }
        return said(Sha256.ofComputed(digesting.digest()), size);
    }

    private static String said(Sha256 digest, long size) {
        return "%d bytes, sha256 %s".formatted(size, digest);
    }

    private void stranger(Path file) {
        String what = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? "a file" : kind(file);
        damaged.accept(new Damage(Damage.Kind.EXTRA, "/" + name(file), NOTHING, what));
    }

    private String name(Path file) {
        return tree.relativize(file).toString();
    }

    /** Also true where the manifest cannot be read: then nothing is known against it. */
    private boolean mayBeWanted(String name) {
        try {
            return name.equals(RELEASE_JSON)
                    || TreeWriter.entry(name, manifest) != null
                    || TreeWriter.isCompressedOfWanted(name, manifest);
        } catch (DigestMismatch | ObjectMissing | UncheckedIOException e) {
            return true;
        }
    }

    private final class Strangers extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            try (Stream<Path> inside = Files.list(directory)) {
                if (inside.findAny().isEmpty() && !directory.equals(tree)) {
                    visitFile(directory, attributes);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!mayBeWanted(name(file))) {
                stranger(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!(failure instanceof NoSuchFileException)) {
                stranger(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
