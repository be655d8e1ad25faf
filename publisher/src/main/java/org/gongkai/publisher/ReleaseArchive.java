package org.gongkai.publisher;

import java.io.IOException;
import java.io.OutputStream;

/** A kept release as a web archive: WARC 1.1, each record compressed by itself. */
@FunctionalInterface
public interface ReleaseArchive {

    /**
     * Writes the archive; the same release gives the same bytes as long as nothing of it is erased.
     * Needs little memory, however large the release is. The stream is not closed.
     *
     * @throws IOException if it cannot be written, or the release is deleted or erased meanwhile;
     *     what was written so far is no archive
     */
    void writeTo(OutputStream out) throws IOException;
}
