package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The digest of a file, read once through a small buffer. */
public final class FileDigest {
    private static final int BUFFER = 64 * 1024;

    private FileDigest() {}

    public static Digest of(Path file) throws IOException {
        MessageDigest digest = Digest.computation();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Digest.ofComputed(digest.digest());
    }
}
