package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Bytes that are looked at while a release is made, and not kept. Closing deletes them; after a
 * crash they go with the abandoned release.
 */
public final class ScratchFile implements AutoCloseable {
    private final Path path;

    ScratchFile(Path directory) throws IOException {
        this.path = Files.createTempFile(directory, "scratch-", "");
    }

    public Path path() {
        return path;
    }

    /**
     * Takes all bytes of a stream and answers their digest.
     *
     * @throws TooLarge if there are more than the limit
     */
    public Sha256 fill(InputStream stream, long limit) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        long left = limit;
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw new TooLarge();
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return Sha256.ofComputed(digest.digest());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    /** There are more bytes than were allowed. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
