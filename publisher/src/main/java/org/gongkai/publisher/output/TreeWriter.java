package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Brings one tree to one manifest. Each file is put in place by a rename, so that whoever still has
 * the old one open goes on reading it.
 */
final class TreeWriter {
    private static final long IN_MEMORY = 1 << 20;

    private final Path tree;
    private final ReleaseStore store;

    TreeWriter(Path tree, ReleaseStore store) {
        this.tree = tree;
        this.store = store;
    }

    /**
     * @param held what the tree holds for certain; null to look at every file
     */
    void bring(@Nullable Manifest held, Manifest wanted) throws IOException {
        try {
            Map<Path, Sha256> present = held == null ? found(wanted) : files(held);
            Map<Path, Sha256> goal = files(wanted);
            present.keySet().stream().filter(file -> !goal.containsKey(file)).forEach(this::remove);
            wanted.entries().entrySet().parallelStream()
                    .filter(
                            entry ->
                                    !entry.getValue()
                                            .digest()
                                            .equals(present.get(file(entry.getKey(), entry))))
                    .forEach(entry -> write(file(entry.getKey(), entry), entry.getValue()));
            Durable.replace(tree.resolve("release.json"), releaseJson(wanted, wanted.root()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static Path file(Path tree, String path, Entry entry) {
        return tree.resolve(entry.status() == 410 ? ".gone" + path : path.substring(1));
    }

    /** What {@code /release.json} says; it names no persons (decision 15). */
    static byte[] releaseJson(Manifest manifest, Sha256 root) {
        RecordCheckpoint audit = manifest.audit();
        return """
        {%s"instant":"%s","lastRemoval":%d,"manifest":"%s","pages":%d,"release":%d}
        """
                .formatted(
                        audit == null
                                ? ""
                                : "\"audit\":{\"entries\":%d,\"root\":\"%s\"},"
                                        .formatted(audit.entries(), audit.root()),
                        manifest.instant(),
                        manifest.lastRemoval(),
                        root,
                        manifest.pages(),
                        manifest.release())
                .getBytes(StandardCharsets.UTF_8);
    }

    private Path file(String path, Map.Entry<String, Entry> entry) {
        return file(tree, path, entry.getValue());
    }

    private Map<Path, Sha256> files(Manifest manifest) {
        Map<Path, Sha256> files = HashMap.newHashMap(manifest.entries().size());
        manifest.entries()
                .forEach((path, entry) -> files.put(file(tree, path, entry), entry.digest()));
        return files;
    }

    /** Every file that is there, by content; compressed files are dropped and made again. */
    private Map<Path, Sha256> found(Manifest wanted) throws IOException {
        Set<Path> compressed =
                wanted.entries().entrySet().stream()
                        .filter(entry -> entry.getValue().compressed())
                        .map(entry -> gz(file(entry.getKey(), entry)))
                        .collect(Collectors.toSet());
        try (Stream<Path> walk = Files.walk(tree)) {
            Map<Path, Sha256> found = new HashMap<>();
            for (Path file : walk.filter(file -> !isDirectory(file)).toList()) {
                if (Files.isSymbolicLink(file)) {
                    Files.delete(file); // nobody but a stranger puts links here
                } else if (!compressed.contains(file) && !file.endsWith("release.json")) {
                    found.put(file, digest(file));
                }
            }
            wanted.entries().entrySet().parallelStream()
                    .filter(entry -> entry.getValue().compressed())
                    .filter(
                            entry ->
                                    entry.getValue()
                                            .digest()
                                            .equals(found.get(file(entry.getKey(), entry))))
                    .forEach(
                            entry ->
                                    compress(
                                            file(entry.getKey(), entry),
                                            store.read(entry.getValue().digest())));
            return found;
        }
    }

    private void write(Path file, Entry entry) {
        try {
            Files.createDirectories(Durable.directoryOf(file));
            if (entry.compressed() || entry.size() <= IN_MEMORY) {
                byte[] bytes = store.read(entry.digest());
                Durable.replace(file, bytes);
                if (entry.compressed()) {
                    compress(file, bytes);
                } else {
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

    private static void compress(Path file, byte[] bytes) {
        try {
            Durable.replace(gz(file), gzip(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + gz(file), e);
        }
    }

    /** Equal bytes for equal bytes: the header that Java writes bears no time. */
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    static Path gz(Path file) {
        return file.resolveSibling(file.getFileName() + ".gz");
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(gz(file));
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
