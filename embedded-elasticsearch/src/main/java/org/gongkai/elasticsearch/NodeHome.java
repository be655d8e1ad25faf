package org.gongkai.elasticsearch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The directory of one node, claimed by the process that starts it.
 *
 * <p>The claim is a file lock, so the operating system ends it with the process, however that ends.
 * The node itself holds another one, for which its successor waits.
 */
final class NodeHome implements AutoCloseable {

    /**
     * A file lock belongs to the whole JVM, and closing any channel to the file ends it: so claims
     * within this JVM must be known before the file is touched.
     */
    private static final Set<Path> CLAIMED = new HashSet<>();

    private final Path directory;
    private final FileChannel claim;

    private NodeHome(Path directory, FileChannel claim) {
        this.directory = directory;
        this.claim = claim;
    }

    static NodeHome claim(Path home) {
        try {
            for (String child : new String[] {"config", "data", "logs", "tmp"}) {
                Files.createDirectories(home.resolve(child));
            }
            Path directory = home.toRealPath();
            synchronized (CLAIMED) {
                if (CLAIMED.contains(directory)) {
                    throw taken(directory);
                }
                FileChannel channel =
                        FileChannel.open(
                                directory.resolve("owner.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                if (channel.tryLock() == null) {
                    channel.close();
                    throw taken(directory);
                }
                CLAIMED.add(directory);
                return new NodeHome(directory, channel);
            }
        } catch (IOException e) {
            throw new ElasticsearchNotStarted(
                    "its home "
                            + home
                            + " cannot be made or written ("
                            + e
                            + "). Give it a directory that this user can write (GONGKAI_HOME).",
                    e);
        }
    }

    private static ElasticsearchNotStarted taken(Path directory) {
        return new ElasticsearchNotStarted(
                "another process runs the node in "
                        + directory
                        + ". Stop that one, or give this one another home (GONGKAI_HOME).");
    }

    Path directory() {
        return directory;
    }

    Path resolve(String child) {
        return directory.resolve(child);
    }

    @Override
    public void close() {
        synchronized (CLAIMED) {
            if (!claim.isOpen()) {
                return;
            }
            try {
                claim.close();
            } catch (IOException e) {
                // the lock ends with the process at the latest
            }
            CLAIMED.remove(directory);
        }
    }
}
