package org.gongkai.content.upload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/**
 * One request's right to write to an upload. It ends when the next request comes: a connection that
 * broke off is noticed late, and whoever resumes does not wait for that. Thread-safe.
 */
final class Turn {
    private final LongConsumer durable;
    private @Nullable FileChannel channel;
    private long position;
    private long flushed;
    private boolean over;

    /**
     * @param durable is told how many bytes of the upload are on the disk
     */
    Turn(LongConsumer durable) {
        this.durable = durable;
    }

    /** Goes on behind so many bytes; what lies after them was never acknowledged and goes. */
    synchronized void open(Path file, long offset) throws IOException {
        requireMine();
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.truncate(offset);
        channel.position(offset);
        position = offset;
        flushed = offset;
    }

    /**
     * @return how many bytes were written since they were last made durable
     */
    synchronized long write(byte[] bytes, int count) throws IOException {
        requireMine();
        ByteBuffer chunk = ByteBuffer.wrap(bytes, 0, count);
        FileChannel to = channel;
        while (to != null && chunk.hasRemaining()) {
            to.write(chunk);
        }
        position += count;
        return position - flushed;
    }

    /** Makes what was written durable, then says so. */
    synchronized long flush() throws IOException {
        requireMine();
        flushIfOpen();
        return flushed;
    }

    /** Forgets what was written since it was last durable. */
    synchronized void takeBack() throws IOException {
        requireMine();
        if (channel != null) {
            channel.truncate(flushed);
            channel.position(flushed);
            position = flushed;
        }
    }

    private void flushIfOpen() throws IOException {
        if (channel != null && position > flushed) {
            channel.force(false);
            flushed = position;
            durable.accept(flushed);
        }
    }

    private void requireMine() {
        if (over) {
            throw UploadConflict.overtaken();
        }
    }

    /** Ends it; what has arrived until now is kept unless it is to be forgotten. */
    synchronized void end(boolean forget) {
        if (over) {
            return;
        }
        over = true;
        try (FileChannel last = channel) {
            if (!forget && last != null) {
                flushIfOpen();
            }
        } catch (IOException e) {
            // Not acknowledged, so the sender sends it again.
            position = flushed;
        }
    }
}
