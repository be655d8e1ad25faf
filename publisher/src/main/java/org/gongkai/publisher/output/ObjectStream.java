package org.gongkai.publisher.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An object of a pack, read from front to back. */
final class ObjectStream extends InputStream {
    private final PackedObject object;
    private final PackFiles packs;
    private long done;

    ObjectStream(PackedObject object, PackFiles packs) {
        this.object = object;
        this.packs = packs;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        int read = (int) Math.min(length, object.length() - done);
        if (read == 0) {
            return -1;
        }
        packs.read(object.release(), ByteBuffer.wrap(into, from, read), object.offset() + done);
        done += read;
        return read;
    }
}
