package org.gongkai.publisher.picture;

import java.nio.ByteBuffer;

import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes that a decoder reads while a watch allows it. */
final class WatchedBytes extends ImageInputStreamImpl {
    private final ByteBuffer bytes;
    private final Watch watch;

    WatchedBytes(ByteBuffer bytes, Watch watch) {
        this.bytes = bytes.slice();
        this.watch = watch;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.limit() ? bytes.get((int) streamPos++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        watch.check();
        bitOffset = 0;
        int count = (int) Math.min(length, bytes.limit() - streamPos);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        bytes.get((int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.limit();
    }
}
