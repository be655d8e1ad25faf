package org.gongkai.content.upload;

import org.gongkai.content.canonical.Digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;

/** Any number of bytes that are told to be an MP4, the same ones every time, without a file. */
public final class SyntheticVideo extends InputStream {
    private static final byte[] HEAD =
            ByteBuffer.allocate(24)
                    .putInt(24)
                    .put("ftypisom".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0x200)
                    .put("isommp41".getBytes(StandardCharsets.US_ASCII))
                    .array();
    private static final byte[] NOISE = new byte[1 << 20];

    static {
        new Random(20200515).nextBytes(NOISE);
    }

    private final long size;
    private long position;

    public SyntheticVideo(long size) {
        this.size = size;
    }

    @Override
    public int read() {
        return position < size ? at(position++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int count) {
        if (position >= size) {
            return -1;
        }
        int read = (int) Math.min(count, size - position);
        for (int i = 0; i < read; i++) {
            to[from + i] = at(position + i);
        }
        position += read;
        return read;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.min(count, size - position);
        position += skipped;
        return skipped;
    }

    /** No two of the first thousand megabytes are the same. */
    private static byte at(long place) {
        return place < HEAD.length
                ? HEAD[(int) place]
                : (byte) (NOISE[(int) (place & (NOISE.length - 1))] + (place >> 20) * 7);
    }

    public Digest digest() throws IOException {
        MessageDigest digest = Digest.computation();
        byte[] buffer = new byte[64 * 1024];
        InputStream all = new SyntheticVideo(size);
        for (int read = all.read(buffer); read >= 0; read = all.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return Digest.ofComputed(digest.digest());
    }
}
