package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;

import java.io.IOException;
import java.nio.file.Path;

/** Bytes that arrived and are not kept yet; closing forgets them unless they were kept. */
public interface Incoming extends AutoCloseable {
    Digest digest();

    long bytes();

    /** Where they lie, for those who look at them before they are kept. */
    Path path();

    /**
     * Sends bytes that have a long way to go ahead of {@link #keep}, which is quick then. If they
     * are not kept afterwards, nothing names them, and the sweep finds them.
     */
    default void sendAhead() throws IOException {}

    /** Keeps them for good; when this returns they survive a crash. */
    void keep() throws IOException;

    @Override
    void close() throws IOException;
}
