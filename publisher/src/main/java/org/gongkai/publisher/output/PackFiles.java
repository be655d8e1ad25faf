package org.gongkai.publisher.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The packs of the kept releases, opened once for all who read from them. Thread-safe. */
final class PackFiles {
    private final Map<Path, FileChannel> open = new ConcurrentHashMap<>();

    /** Fills the buffer from this position of the release's pack. */
    void read(Path release, ByteBuffer buffer, long from) throws IOException {
        int start = buffer.position();
        while (true) {
            FileChannel pack = channel(release);
            try {
                fill(pack, buffer, from, release);
                return;
            } catch (ClosedChannelException e) {
                // an interrupt of one reader closes the channel for all
                open.remove(release, pack);
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                buffer.position(start);
            }
        }
    }

    private FileChannel channel(Path release) throws IOException {
        FileChannel known = open.get(release);
        if (known != null) {
            return known;
        }
        FileChannel opened =
                FileChannel.open(release.resolve(ReleasePack.PACK), StandardOpenOption.READ);
        FileChannel first = open.putIfAbsent(release, opened);
        if (first != null) {
            opened.close();
            return first;
        }
        return opened;
    }

    private static void fill(FileChannel pack, ByteBuffer buffer, long from, Path release)
            throws IOException {
        long position = from;
        while (buffer.hasRemaining()) {
            int read = pack.read(buffer, position);
            if (read < 0) {
                throw new IOException("The pack of " + release + " ends before " + (from + 1));
            }
            position += read;
        }
    }

    /** Closes the pack of a release that is about to be deleted. */
    void close(Path release) throws IOException {
        FileChannel pack = open.remove(release);
        if (pack != null) {
            pack.close();
        }
    }

    void closeAll() throws IOException {
        for (Path release : open.keySet()) {
            close(release);
        }
    }
}
