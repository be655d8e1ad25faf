package org.gongkai.content.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks every stream of a PDF into nothing, before a parser unpacks it into memory. Goes by the
 * bytes alone, because a bomb can be what says where the objects are.
 */
public final class PdfStreams {
    private static final byte[] KEYWORD = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final int WINDOW = 1 << 20;
    private static final int ZLIB = 0x78;

    /** More than any page, table or font; pictures of that size pack less well. */
    private static final long LARGEST = 128L << 20;

    private static final long MOST_RATIO = 100;

    private PdfStreams() {}

    /** Whether a stream unpacks to far more than documents have. */
    public static boolean bomb(Path file) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] window = new byte[WINDOW];
            long at = 0;
            int kept = 0;
            for (int read = fill(bytes, window, kept, at); read > kept; ) {
                for (int i = 0; i + KEYWORD.length + 3 < read; i++) {
                    if (begins(window, i) && swells(bytes, at + i + KEYWORD.length)) {
                        return true;
                    }
                }
                kept = Math.min(read, KEYWORD.length + 3);
                System.arraycopy(window, read - kept, window, 0, kept);
                at += read - kept;
                read = fill(bytes, window, kept, at);
            }
        }
        return false;
    }

    /** Reads on behind what is kept of the window before. */
    private static int fill(FileChannel bytes, byte[] window, int kept, long at)
            throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(window, kept, window.length - kept);
        while (rest.hasRemaining() && bytes.read(rest, at + rest.position()) >= 0) {
            continue;
        }
        return rest.position();
    }

    private static boolean begins(byte[] window, int at) {
        for (int i = 0; i < KEYWORD.length; i++) {
            if (window[at + i] != KEYWORD[i]) {
                return false;
            }
        }
        return window[at + KEYWORD.length] == '\n' || window[at + KEYWORD.length] == '\r';
    }

    private static boolean swells(FileChannel bytes, long after) throws IOException {
        ByteBuffer packed = ByteBuffer.allocate(64 * 1024);
        long from = after;
        bytes.read(packed, from);
        packed.flip();
        while (packed.hasRemaining()
                && (packed.get(packed.position()) == '\r'
                        || packed.get(packed.position()) == '\n')) {
            packed.get();
            from++;
        }
        if (!packed.hasRemaining() || packed.get(packed.position()) != ZLIB) {
            return false;
        }
        Inflater inflater = new Inflater();
        try {
            byte[] nothing = new byte[64 * 1024];
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    packed.clear();
                    if (bytes.read(packed, from) < 0) {
                        return false;
                    }
                    packed.flip();
                    from += packed.remaining();
                    inflater.setInput(packed);
                }
                int unpacked = inflater.inflate(nothing);
                if (unpacked == 0 && inflater.needsDictionary()) {
                    return false;
                }
                if (inflater.getBytesWritten() > LARGEST
                        && inflater.getBytesWritten() / MOST_RATIO > inflater.getBytesRead()) {
                    return true;
                }
            }
        } catch (DataFormatException e) {
            return false; // not packed in this way after all
        } finally {
            inflater.end();
        }
        return false;
    }
}
