package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory of bytes that arrive. What lies in it at start was never acknowledged and is removed.
 */
final class Spool {
    private static final int BUFFER = 64 * 1024;

    /** A backup leaves out what ends with it. */
    private static final String UNFINISHED = ".part";

    private final Path directory;

    Spool(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        try (Stream<Path> orphans = Files.list(directory)) {
            for (Path orphan : orphans.toList()) {
                Files.deleteIfExists(orphan);
            }
        }
    }

    /** Bytes that have arrived, flushed to the disk. */
    record Spooled(Path file, Digest digest, long bytes) {}

    /**
     * @throws FileStore.TooManyBytes if there are more than the limit
     */
    Spooled receive(InputStream bytes, long limit) throws IOException {
        Path file = fresh();
        try {
            return write(bytes, limit, file);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** A name that nothing has. */
    Path fresh() {
        return directory.resolve(UUID.randomUUID() + UNFINISHED);
    }

    private static Spooled write(InputStream bytes, long limit, Path file) throws IOException {
        MessageDigest digest = Digest.computation();
        long count = 0;
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                count += read;
                if (count > limit) {
                    throw new FileStore.TooManyBytes(limit);
                }
                digest.update(buffer, 0, read);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
            }
            channel.force(true);
        }
        return new Spooled(file, Digest.ofComputed(digest.digest()), count);
    }
}
