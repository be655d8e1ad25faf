package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files in a directory: {@code ab/abcd…} by the first two digits of the digest. Bytes arrive in
 * {@code incoming/}, are flushed to the disk, and get their name by one atomic rename; the
 * directory is flushed before anyone hears of it. What lies in {@code incoming/} at start was never
 * acknowledged and is removed.
 */
public final class DirectoryFileStore implements FileStore {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Spool incoming;
    private final Clock clock;

    /**
     * Opens a store.
     *
     * @param root made if missing; used by one process at a time
     */
    public DirectoryFileStore(Path root, Clock clock) throws IOException {
        this.root = root;
        this.incoming = new Spool(root.resolve("incoming"));
        this.clock = clock;
    }

    @Override
    public Incoming receive(InputStream bytes, long limit) throws IOException {
        Spool.Spooled spooled = incoming.receive(bytes, limit);
        return new Arrived(spooled.file(), spooled.digest(), spooled.bytes());
    }

    /** A second name for the same bytes where the file system has that, a copy elsewhere. */
    @Override
    public Incoming adopt(Path file) throws IOException {
        Path link = incoming.fresh();
        try {
            Files.createLink(link, file);
            return new Arrived(link, FileDigest.of(link), Files.size(link));
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.deleteIfExists(link);
            try (InputStream bytes = Files.newInputStream(file)) {
                return receive(bytes, Long.MAX_VALUE);
            }
        }
    }

    @Override
    public Optional<Resource> open(Digest digest) {
        Path file = file(digest);
        return Files.isRegularFile(file)
                ? Optional.of(new FileSystemResource(file))
                : Optional.empty();
    }

    @Override
    public boolean exists(Digest digest) {
        return Files.isRegularFile(file(digest));
    }

    @Override
    public void each(BiConsumer<Digest, Instant> visitor) throws IOException {
        for (Path directory : directories()) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = String.valueOf(file.getFileName());
                    if (DIGEST.matcher(name).matches()) {
                        visitor.accept(
                                new Digest(name), Files.getLastModifiedTime(file).toInstant());
                    }
                }
            }
        }
    }

    private Iterable<Path> directories() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> String.valueOf(path.getFileName()).length() == 2)
                    .toList();
        }
    }

    @Override
    public void remove(Digest digest) throws IOException {
        Files.deleteIfExists(file(digest));
    }

    /** Every kept file. */
    List<Digest> all() throws IOException {
        List<Digest> all = new ArrayList<>();
        each((digest, kept) -> all.add(digest));
        return all;
    }

    Path file(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private static void flush(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private final class Arrived implements Incoming {
        private final Path file;
        private final Digest digest;
        private final long bytes;
        private Path place;

        Arrived(Path file, Digest digest, long bytes) {
            this.file = file;
            this.digest = digest;
            this.bytes = bytes;
            this.place = file;
        }

        @Override
        public Digest digest() {
            return digest;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public Path path() {
            return place;
        }

        @Override
        public void keep() throws IOException {
            Path kept = file(digest);
            Path directory = kept.resolveSibling("");
            makeDirectory(directory);
            // The time says when it was last kept, which is what the sweep of unused files goes by.
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            // The same bytes under the same name: replacing them changes nothing for a reader.
            Files.move(
                    file,
                    kept,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            flush(directory);
            place = kept;
        }

        private void makeDirectory(Path directory) throws IOException {
            try {
                Files.createDirectory(directory);
                flush(root);
            } catch (FileAlreadyExistsException e) {
                return; // made by an earlier file
            } catch (NoSuchFileException e) {
                throw new IOException("The file store " + root + " is gone", e);
            }
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
