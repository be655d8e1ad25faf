package org.gongkai.publisher.output;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Reads the packs as the disk has them now: through files that are opened anew, and with nothing
 * remembered. Thread-safe until it is closed.
 */
public final class StoreProbe implements ObjectReader, AutoCloseable {
    private final Map<Sha256, PackedObject> objects;
    private final PackFiles packs = new PackFiles();

    StoreProbe(Map<Sha256, PackedObject> objects) {
        this.objects = objects;
    }

    /** What became of an object. */
    public enum State {
        WHOLE,
        DAMAGED,
        MISSING
    }

    /** Reads an object of any size and compares it with its digest. */
    public State look(Sha256 digest) {
        PackedObject object = objects.get(digest);
        if (object == null) {
            return State.MISSING;
        }
        try {
            return object.whole(packs) ? State.WHOLE : State.DAMAGED;
        } catch (IOException e) {
            return State.DAMAGED; // the pack is not there, ends too early, or cannot be read
        }
    }

    @Override
    public byte[] read(Sha256 digest) {
        PackedObject object = objects.get(digest);
        if (object == null) {
            throw new ObjectMissing("The store does not hold object " + digest);
        }
        try {
            byte[] bytes = object.read(packs);
            Sha256 actual = Sha256.of(bytes);
            if (!actual.equals(digest)) {
                throw new DigestMismatch("an object in " + object.release(), digest, actual);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read object " + digest, e);
        }
    }

    @Override
    public void close() {
        try {
            packs.closeAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the packs", e);
        }
    }
}
