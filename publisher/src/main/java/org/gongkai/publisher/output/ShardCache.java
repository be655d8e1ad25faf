package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads shards, and remembers those that were asked for last. Thread-safe. */
final class ShardCache {
    private static final long LIMIT = 32L << 20;

    private final ObjectReader reader;
    private final LinkedHashMap<Sha256, Shard> remembered = new LinkedHashMap<>(1024, 0.75f, true);
    private long weight;

    ShardCache(ObjectReader reader) {
        this.reader = reader;
    }

    byte[] read(Sha256 digest) {
        return reader.read(digest);
    }

    Shard shard(Sha256 digest) {
        synchronized (this) {
            Shard known = remembered.get(digest);
            if (known != null) {
                return known;
            }
        }
        Shard shard = new Shard(reader.read(digest));
        remember(digest, shard);
        return shard;
    }

    private synchronized void remember(Sha256 digest, Shard shard) {
        if (remembered.putIfAbsent(digest, shard) == null) {
            weight += shard.weight();
        }
        var oldest = remembered.entrySet().iterator();
        while (weight > LIMIT && oldest.hasNext()) {
            Map.Entry<Sha256, Shard> next = oldest.next();
            weight -= next.getValue().weight();
            oldest.remove();
        }
    }

    /** Forgets everything: what was erased must not be answered from memory. */
    synchronized void forget() {
        remembered.clear();
        weight = 0;
    }
}
