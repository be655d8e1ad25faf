package org.gongkai.elasticsearch.node;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Held by the node for as long as it lives, so that its successor waits for it.
 *
 * <p>The parent guards the home against a second parent; this guards it against the orphan of a
 * parent that was killed, which needs a moment to notice and to stop.
 */
final class HomeLock {

    private static final long PATIENCE_SECONDS = 20;

    /** Never closed: the operating system lets go when the process ends. */
    private static @Nullable FileLock held;

    private HomeLock() {}

    static void acquire(Path home) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(
                        home.resolve(Protocol.LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while ((held = channel.tryLock()) == null) {
            if (System.nanoTime() > deadline) {
                throw new IOException(Protocol.LOCKED + home);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
