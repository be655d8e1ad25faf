package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.springframework.core.io.Resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Keeps bytes under the name of their SHA-256; the same bytes are kept once. What {@link
 * Incoming#keep} has acknowledged survives a crash. Thread-safe.
 */
public interface FileStore {

    /**
     * Takes bytes in without keeping them yet, so that they can be looked at first. Memory stays
     * flat whatever their number.
     *
     * @param limit the most bytes that are read
     * @throws TooManyBytes if there are more
     */
    Incoming receive(InputStream bytes, long limit) throws IOException;

    /**
     * Takes in a file that lies on this machine already. The file stays the caller's, and is not
     * changed.
     */
    Incoming adopt(Path file) throws IOException;

    /** The bytes of a digest; empty if they were never kept. */
    Optional<Resource> open(Digest digest);

    boolean exists(Digest digest);

    /** Names every kept file with the time when it was last kept; in no order. */
    void each(BiConsumer<Digest, Instant> visitor) throws IOException;

    /** Removes bytes; those that are not there are no error. */
    void remove(Digest digest) throws IOException;

    /** More bytes came than were allowed. */
    final class TooManyBytes extends IOException {
        private static final long serialVersionUID = 1L;

        TooManyBytes(long limit) {
            super("more than " + limit + " bytes");
        }
    }
}
