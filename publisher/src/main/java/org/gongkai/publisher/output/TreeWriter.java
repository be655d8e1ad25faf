package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Brings one tree to one manifest. Each file is put in place by a rename, so that whoever still has
 * the old one open goes on reading it.
 */
final class TreeWriter {
    private static final long IN_MEMORY = 1 << 20;

    private final Path tree;
    private final ReleaseStore store;
    private final Set<Path> directories = ConcurrentHashMap.newKeySet();

    TreeWriter(Path tree, ReleaseStore store) {
        this.tree = tree;
        this.store = store;
    }

    /**
     * @param held what the tree holds for certain; null to look at every file
     * @param compressed how many files are compressed here
     * @return whether some are left to {@link #compress}
     */
    boolean bring(@Nullable Manifest held, Manifest wanted, int compressed) throws IOException {
        try {
            Map<Path, Sha256> found = held == null ? found(wanted) : Map.of();
            Writes writes = new Writes(compressed);
            boolean empty = held == null && found.isEmpty();
            wanted.filesSince(
                    held,
                    (path, before, after) -> {
                        Path old = before == null ? null : file(tree, path, before);
                        Path now = after == null ? null : file(tree, path, after);
                        if (old != null && !old.equals(now)) {
                            remove(old);
                        }
                        if (now != null && after != null) {
                            Sha256 present = held == null ? found.get(now) : null;
                            boolean same =
                                    held == null
                                            ? after.digest().equals(present)
                                            : old != null
                                                    && old.equals(now)
                                                    && alike(before, after);
                            if (!same) {
                                writes.add(now, after, empty || (held != null && old == null));
                            }
                        }
                    });
            writes.flush();
            Durable.replace(tree.resolve("release.json"), releaseJson(wanted));
            return writes.left();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Writes the compressed files that are missing, in a tree that readers are in.
     *
     * @param goOn is asked now and then
     * @return whether none is missing any more
     */
    boolean compress(Manifest manifest, BooleanSupplier goOn) throws IOException {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        boolean complete;
        try (Stream<Map.Entry<String, Entry>> files = manifest.files()) {
            complete =
                    files.parallel()
                            .filter(file -> file.getValue().compressed())
                            .allMatch(file -> goOn.getAsBoolean() && compress(file, failure));
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return complete;
    }

    /** A failure ends the round, but not before every thread has: the tree is theirs so long. */
    private boolean compress(
            Map.Entry<String, Entry> file, AtomicReference<@Nullable RuntimeException> failure) {
        try {
            return compress(file);
        } catch (RuntimeException e) {
            failure.set(e);
            return false;
        }
    }

    private boolean compress(Map.Entry<String, Entry> wanted) {
        Path file = file(tree, wanted.getKey(), wanted.getValue());
        try {
            if (!Files.exists(gz(file), LinkOption.NOFOLLOW_LINKS)) {
                Durable.replace(gz(file), gzip(store.read(wanted.getValue().digest())));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compress " + file, e);
        }
    }

    private static boolean alike(@Nullable Entry before, Entry after) {
        return before != null
                && before.digest().equals(after.digest())
                && before.compressed() == after.compressed();
    }

    /** Files to be written, some at a time and on all processors. */
    private final class Writes {
        private static final int AT_ONCE = 4096;
        private final List<Runnable> waiting = new ArrayList<>();
        private int compressed;

        Writes(int compressed) {
            this.compressed = compressed;
        }

        /** Whether some files were not compressed. */
        boolean left() {
            return compressed < 0;
        }

        /**
         * @param fresh whether there can be no file yet, which somebody might be reading
         */
        void add(Path file, Entry entry, boolean fresh) {
            boolean both = !entry.compressed() || --compressed >= 0;
            waiting.add(() -> write(file, entry, fresh, both));
            if (waiting.size() == AT_ONCE) {
                flush();
            }
        }

        void flush() {
            waiting.parallelStream().forEach(Runnable::run);
            waiting.clear();
        }
    }

    static Path file(Path tree, String path, Entry entry) {
        return tree.resolve(entry.status() == 410 ? ".gone" + path : path.substring(1));
    }

    /** What {@code /release.json} says; it names no persons (decision 15). */
    static byte[] releaseJson(Manifest manifest) {
        RecordCheckpoint audit = manifest.audit();
        StringBuilder json = new StringBuilder(512).append('{');
        if (audit != null) {
            json.append(
                    "\"audit\":{\"entries\":%d,\"root\":\"%s\"},"
                            .formatted(audit.entries(), audit.root()));
        }
        json.append("\"documents\":%d,".formatted(manifest.count()));
        json.append("\"files\":\"%s\",".formatted(manifest.files.root()));
        json.append("\"instant\":\"%s\",".formatted(manifest.instant()));
        json.append("\"lastRemoval\":%d,".formatted(manifest.lastRemoval()));
        json.append("\"manifest\":\"%s\",".formatted(manifest.root()));
        json.append("\"pages\":%d,".formatted(manifest.pages()));
        if (manifest.previous() != null) {
            json.append("\"previous\":\"%s\",".formatted(manifest.previous()));
        }
        json.append("\"release\":%d,".formatted(manifest.release()));
        json.append("\"theme\":\"%s\"}\n".formatted(manifest.theme()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Every file that is there, by content; what is not wanted is deleted. */
    private Map<Path, Sha256> found(Manifest wanted) throws IOException {
        Map<Path, Sha256> found = new ConcurrentHashMap<>();
        List<Path> present;
        try (Stream<Path> walk = Files.walk(tree)) {
            present = walk.filter(file -> !isDirectory(file)).toList();
        }
        for (Path link : present.stream().filter(Files::isSymbolicLink).toList()) {
            Files.delete(link); // nobody but a stranger puts links here
        }
        present.parallelStream().filter(Files::exists).forEach(file -> look(file, wanted, found));
        present.stream().filter(file -> isStranger(file, wanted)).forEach(this::remove);
        return found;
    }

    private void look(Path file, Manifest wanted, Map<Path, Sha256> found) {
        Entry entry = entry(tree.relativize(file).toString(), wanted);
        try {
            if (entry != null && entry.compressed()) {
                byte[] bytes = Files.readAllBytes(file);
                Sha256 digest = Sha256.of(bytes);
                found.put(file, digest);
                if (digest.equals(entry.digest())) {
                    mendCompressed(file, bytes);
                }
            } else if (entry != null) {
                found.put(file, digest(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }

    private boolean isStranger(Path file, Manifest wanted) {
        String name = tree.relativize(file).toString();
        return entry(name, wanted) == null
                && !name.equals("release.json")
                && !isCompressedOfWanted(name, wanted);
    }

    private static void mendCompressed(Path file, byte[] bytes) throws IOException {
        Path gz = gz(file);
        if (Files.isSymbolicLink(gz) || !unpacksTo(gz, bytes)) {
            Durable.replace(gz, gzip(bytes));
        }
    }

    private static boolean unpacksTo(Path gz, byte[] bytes) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gz))) {
            return Arrays.equals(in.readNBytes(bytes.length + 1), bytes);
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isCompressedOfWanted(String name, Manifest wanted) {
        if (!name.endsWith(".gz")) {
            return false;
        }
        Entry entry = entry(name.substring(0, name.length() - ".gz".length()), wanted);
        return entry != null && entry.compressed();
    }

    static @Nullable Entry entry(String name, Manifest wanted) {
        boolean gone = name.startsWith(".gone/");
        String path = gone ? name.substring(".gone".length()) : "/" + name;
        Entry entry = wanted.entry(path).orElse(null);
        return entry == null || (entry.status() == 410) != gone ? null : entry;
    }

    void write(Path file, Entry entry) {
        write(file, entry, false, true);
    }

    /**
     * @param both whether the compressed file is written too
     */
    private void write(Path file, Entry entry, boolean fresh, boolean both) {
        try {
            directory(Durable.directoryOf(file));
            if (entry.compressed() || entry.size() <= IN_MEMORY) {
                byte[] bytes = store.read(entry.digest());
                put(file, bytes, fresh);
                if (entry.compressed() && both) {
                    put(gz(file), gzip(bytes), fresh);
                } else if (!fresh || entry.compressed()) {
                    Files.deleteIfExists(gz(file));
                }
            } else {
                Path temporary = Durable.temporary(file);
                store.copy(entry.digest(), temporary);
                Files.move(
                        temporary,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** A tree that was not written to its end is looked at file by file before it is used. */
    private static void put(Path file, byte[] bytes, boolean fresh) throws IOException {
        if (fresh) {
            Files.write(file, bytes);
        } else {
            Durable.replace(file, bytes);
        }
    }

    private void directory(Path directory) throws IOException {
        if (!directories.contains(directory)) {
            Files.createDirectories(directory);
            directories.add(directory);
        }
    }

    /** Equal bytes for equal bytes: the header that Java writes bears no time. */
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new QuickGzip(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** A little larger than by the usual level, in half of its time. */
    private static final class QuickGzip extends GZIPOutputStream {
        private static final int LEVEL = 3;

        QuickGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(LEVEL);
        }
    }

    static Path gz(Path file) {
        return file.resolveSibling(file.getFileName() + ".gz");
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(gz(file));
            Files.deleteIfExists(Durable.temporary(gz(file))); // of a process that was killed
            directories.clear();
            for (Path parent = Durable.directoryOf(file);
                    !parent.equals(tree);
                    parent = Durable.directoryOf(parent)) {
                Files.delete(parent);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // others still stand in it, or it went with another file
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file, e);
        }
    }

    private static boolean isDirectory(Path file) {
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Sha256 digest(Path file) throws IOException {
        MessageDigest digesting = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digesting.update(buffer, 0, read);
            }
        }
        return Sha256.ofComputed(digesting.digest());
    }
}
