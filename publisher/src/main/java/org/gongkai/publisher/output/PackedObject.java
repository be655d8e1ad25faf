package org.gongkai.publisher.output;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Where an object lies: in the pack of the release that first needed it. */
record PackedObject(Sha256 digest, Path release, long offset, long length) {
    private static final int BUFFER = 1 << 16;

    boolean isIn(Path directory) {
        return release.equals(directory);
    }

    byte[] read(PackFiles packs) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
        packs.read(release, bytes, offset);
        return bytes.array();
    }

    InputStream open(PackFiles packs) {
        return new ObjectStream(this, packs);
    }

    void copy(PackFiles packs, Path file) throws IOException {
        Sha256 actual;
        try (OutputStream out = Files.newOutputStream(file)) {
            actual = copy(packs, out);
        }
        if (!actual.equals(digest)) {
            Files.delete(file);
            throw new DigestMismatch("an object in " + release, digest, actual);
        }
    }

    /** Whether the pack still holds these very bytes. */
    boolean whole(PackFiles packs) throws IOException {
        return copy(packs, OutputStream.nullOutputStream()).equals(digest);
    }

    private Sha256 copy(PackFiles packs, OutputStream out) throws IOException {
        MessageDigest digesting = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, length)));
        long done = 0;
        while (done < length) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
            packs.read(release, buffer, offset + done);
            digesting.update(buffer.array(), 0, buffer.limit());
            out.write(buffer.array(), 0, buffer.limit());
            done += buffer.limit();
        }
        return Sha256.ofComputed(digesting.digest());
    }
}
